package dev.gale.task;

import dev.gale.generated.StormTopology;
import dev.gale.tuple.Fields;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;

/**
 * A topology as seen from one of its workers: also that worker's tasks, directories and shared resources.
 *
 * <p>Any thread may read it. Resources are set by worker hooks before the first task is prepared and only read later.
 */
public class WorkerTopologyContext extends GeneralTopologyContext {
    /** The name, among the worker's default resources, of the executor service that its tasks share. */
    public static final String SHARED_EXECUTOR = "executor";

    private final String codeDir;
    private final String pidDir;
    private final Integer workerPort;
    private final List<Integer> workerTasks;
    private final Map<String, Object> defaultResources;
    private final Map<String, Object> userResources;

    /**
     * Describes a topology and one worker of it. The maps are kept, not copied; see also {@link
     * GeneralTopologyContext#GeneralTopologyContext}.
     *
     * @param codeDir where the files that were submitted with the topology lie
     * @param pidDir where the worker notes its processes
     * @param workerPort the port of the worker's slot
     * @param workerTasks the ids of the tasks that run in this worker
     * @param defaultResources what the runtime shares with the tasks, by name
     * @param userResources what worker hooks share with the tasks, by name
     */
    public WorkerTopologyContext(
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
        super(topology, topoConf, taskToComponent, componentToSortedTasks, componentToStreamToFields, stormId);
        this.codeDir = codeDir;
        this.pidDir = pidDir;
        this.workerPort = workerPort;
        this.workerTasks = Collections.unmodifiableList(workerTasks);
        this.defaultResources = Objects.requireNonNull(defaultResources, "defaultResources");
        this.userResources = Objects.requireNonNull(userResources, "userResources");
    }

    /** The ids of the tasks that run in this worker; unmodifiable. */
    public List<Integer> getThisWorkerTasks() {
        return workerTasks;
    }

    public Integer getThisWorkerPort() {
        return workerPort;
    }

    /** The directory with the files that were submitted with the topology; null where it has none. */
    public String getCodeDir() {
        return codeDir;
    }

    /** The directory in which the worker notes its processes; null where it has none. */
    public String getPIDDir() {
        return pidDir;
    }

    /** What a worker hook shares under a name; null if nothing. */
    public Object getResource(String name) {
        return userResources.get(name);
    }

    /**
     * Threads that all tasks of the worker share, for work that would hold up an executor thread. The worker shuts it
     * down; tasks must not.
     *
     * @throws IllegalStateException if whoever built this context gave it no shared executor
     */
    public ExecutorService getSharedExecutor() {
        if (defaultResources.get(SHARED_EXECUTOR) instanceof ExecutorService shared) {
            return shared;
        }
        throw new IllegalStateException("This worker of topology " + getStormId()
                + " has no shared executor: its default resources hold no ExecutorService under \"" + SHARED_EXECUTOR
                + "\"");
    }

    /** Shares {@code resource}; for {@link WorkerUserContext}, which alone may change the resources. */
    final void shareResource(String name, Object resource) {
        userResources.put(name, resource);
    }
}
