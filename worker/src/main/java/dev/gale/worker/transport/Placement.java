package dev.gale.worker.transport;

import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.plan.TopologyPlan;
import java.util.List;

/**
 * Which worker runs what. The number of a worker is less than that of executors; it is {@link ExecutorPlan#NOWHERE} for
 * what has no place.
 *
 * @param workerOfExecutor by the executor's index
 * @param workerOfOwner by the number under which a spout's executor tracks its trees; index 0 is unused
 */
public record Placement(List<Integer> workerOfExecutor, List<Integer> workerOfOwner) {
    /** As the plan of a topology says. */
    public static Placement of(TopologyPlan plan) {
        Integer[] workerOfExecutor = new Integer[plan.executors().size()];
        Integer[] workerOfOwner = new Integer[plan.owners() + 1];
        workerOfOwner[0] = -1;
        for (ExecutorPlan executor : plan.executors()) {
            workerOfExecutor[executor.index()] = executor.worker();
            if (executor.owner() != 0) {
                workerOfOwner[executor.owner()] = executor.worker();
            }
        }
        return new Placement(List.of(workerOfExecutor), List.of(workerOfOwner));
    }
}
