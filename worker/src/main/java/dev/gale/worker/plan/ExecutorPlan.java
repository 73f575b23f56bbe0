package dev.gale.worker.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One executor: some tasks of one component, run by one thread at a time.
 *
 * @param index number within the topology, from 0
 * @param firstTask id of its first task; the others follow without gaps
 * @param worker number of the worker it runs in, from 0; {@link #NOWHERE} when it has no place for the present
 * @param owner number under which a spout's executor tracks its trees, from 1; 0 for bolts
 */
public record ExecutorPlan(int index, ComponentPlan component, int firstTask, int tasks, int worker, int owner) {
    /** Stands for the worker of an executor that has no place. */
    public static final int NOWHERE = -1;

    /** Ids of its tasks, ascending. */
    public List<Integer> taskIds() {
        return IntStream.range(firstTask, firstTask + tasks).boxed().toList();
    }

    /** Short name for threads and messages: component and first task. */
    public String name() {
        return component.id() + "-" + firstTask;
    }
}
