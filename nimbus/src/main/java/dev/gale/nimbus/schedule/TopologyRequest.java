package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a topology asks for.
 *
 * @param workers how many it wants; it never gets more than it has executors
 * @param executors those that are to run now, in any order
 * @param links in any order; of components without executors they are ignored
 * @param resources what an executor of a component asks for; components that aren't named ask for nothing
 * @param workerMaxHeapMb what the executors of one worker may ask for on the heap together; 0 is no limit
 * @param priority lower comes first, as in Storm
 */
public record TopologyRequest(
        String id,
        int workers,
        List<Executor> executors,
        List<Link> links,
        Map<String, Resources> resources,
        long workerMaxHeapMb,
        int priority,
        Isolation isolation) {

    public TopologyRequest {
        executors = executors.stream().sorted().toList();
        links = List.copyOf(links);
        resources = Map.copyOf(resources);
        List<String> problems = new ArrayList<>();
        if (workers < 1) {
            problems.add("topology.workers=" + workers + " must be at least 1");
        }
        if (executors.isEmpty()) {
            problems.add("it has no executors");
        }
        if (workerMaxHeapMb < 0) {
            problems.add("topology.worker.max.heap.size.mb=" + workerMaxHeapMb + " must not be negative");
        }
        for (int i = 1; i < executors.size(); i++) {
            if (executors.get(i).firstTask() <= executors.get(i - 1).lastTask()) {
                problems.add("task " + executors.get(i).firstTask() + " is in two executors");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("topology " + id + ": " + String.join("; ", problems));
        }
    }

    /** The request of a topology that asks for workers and nothing special. */
    public static TopologyRequest plain(String id, int workers, List<Executor> executors, List<Link> links) {
        return new TopologyRequest(id, workers, executors, links, Map.of(), 0, 29, Isolation.none());
    }

    Resources resourcesOf(String component) {
        return resources.getOrDefault(component, Resources.NONE);
    }
}
