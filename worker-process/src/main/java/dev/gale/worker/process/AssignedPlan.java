package dev.gale.worker.process;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.Slot;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.submission.Submission;
import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.plan.PlacedExecutors;
import dev.gale.worker.plan.TaskRange;
import dev.gale.worker.plan.TopologyPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topology as an assignment lays it out.
 *
 * @param workers the number of the worker in each slot
 */
record AssignedPlan(TopologyPlan plan, Assignment assignment, Map<Slot, Integer> workers) {
    /**
     * @param conf the topology's with the cluster's
     * @param threads how many share the executors of a worker
     * @throws InvalidTopologyException naming everything that is wrong with structure and settings
     * @throws IllegalArgumentException when the assignment isn't one of this submission
     */
    static AssignedPlan of(Submission submission, Map<String, Object> conf, Assignment assignment, int threads)
            throws InvalidTopologyException {
        List<List<TaskRange>> places = assignment.slots().values().stream()
                .map(executors -> executors.stream()
                        .map(executor -> new TaskRange(executor.firstTask(), executor.lastTask()))
                        .toList())
                .toList();
        TopologyPlan plan = TopologyPlan.of(
                submission.name(),
                assignment.topologyId().value(),
                conf,
                // A plan may add to it.
                submission.topology().deepCopy(),
                threads,
                new PlacedExecutors(places));
        Map<Slot, Integer> workers = new TreeMap<>();
        assignment.slots().forEach((slot, executors) -> workers.put(slot, numberOf(plan, executors)));
        return new AssignedPlan(plan, assignment, workers);
    }

    private static int numberOf(TopologyPlan plan, List<ExecutorId> executors) {
        return plan.executorOf(executors.get(0).firstTask()).worker();
    }

    /** How many executors have no place. */
    long unplaced() {
        return plan.executors().stream()
                .filter(executor -> executor.worker() == ExecutorPlan.NOWHERE)
                .count();
    }

    /**
     * Whether a worker that runs by this plan can go on by the other: it runs the same executors of the same code, and
     * all others are the same, wherever they run.
     */
    boolean canGoOnBy(AssignedPlan next, Slot slot) {
        return assignment.codeHash().equals(next.assignment.codeHash())
                && assignment.slots().get(slot).equals(next.assignment.slots().get(slot))
                && tasks(plan).equals(tasks(next.plan));
    }

    private static List<List<Integer>> tasks(TopologyPlan plan) {
        return plan.executors().stream().map(ExecutorPlan::taskIds).toList();
    }
}
