package dev.gale.task;

import dev.gale.generated.StormTopology;
import dev.gale.tuple.Fields;
import java.util.List;
import java.util.Map;

/**
 * What a worker hook gets: a worker's view of its topology, plus the right to share resources with the worker's tasks.
 */
public class WorkerUserContext extends WorkerTopologyContext {
    /** Takes the same arguments as {@link WorkerTopologyContext#WorkerTopologyContext}. */
    public WorkerUserContext(
            StormTopology topology,
            Map<String, Object> topoConf,
            Map<Integer, String> taskToComponent,
            Map<String, List<Integer>> componentToSortedTasks,
            Map<String, Map<String, Fields>> componentToStreamToFields,
            String stormId,
            String codeDir,
            String pidDir,
            Integer workerPort,
            List<Integer> workerTasks,
            Map<String, Object> defaultResources,
            Map<String, Object> userResources) {
        super(
                topology,
                topoConf,
                taskToComponent,
                componentToSortedTasks,
                componentToStreamToFields,
                stormId,
                codeDir,
                pidDir,
                workerPort,
                workerTasks,
                defaultResources,
                userResources);
    }

    /**
     * Shares an object with all tasks of this worker, which find it by {@link TopologyContext#getResource}. To be
     * called only in {@link dev.gale.hooks.IWorkerHook#start}, before any task exists; the hook that shares a resource
     * also closes it. A name used twice keeps the later object.
     */
    public void setResource(String name, Object resource) {
        shareResource(name, resource);
    }
}
