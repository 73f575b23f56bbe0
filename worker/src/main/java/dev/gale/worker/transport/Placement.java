package dev.gale.worker.transport;

import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.plan.TopologyPlan;
import java.util.List;

/**
 * Which worker runs what.
 *
 * @param workers how many there are
 * @param workerOfExecutor by the executor's index
 * @param workerOfOwner by the number under which a spout's executor tracks its trees; index 0 is unused
 */
public record Placement(int workers, List<Integer> workerOfExecutor, List<Integer> workerOfOwner) {
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
        return new Placement(plan.workers(), List.of(workerOfExecutor), List.of(workerOfOwner));
    }
}
