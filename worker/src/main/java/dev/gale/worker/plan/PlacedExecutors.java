package dev.gale.worker.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Executors that somebody else has made and placed, as the scheduler of a cluster does. Tasks that aren't named here run
 * nowhere for the present. Immutable.
 */
public final class PlacedExecutors {
    private record Placed(TaskRange tasks, int place) {}

    private final NavigableMap<Integer, Placed> byFirstTask = new TreeMap<>();

    /**
     * @param places of each worker the tasks of its executors, in any order
     * @throws IllegalArgumentException when a task is named twice
     */
    public PlacedExecutors(List<List<TaskRange>> places) {
        for (int place = 0; place < places.size(); place++) {
            for (TaskRange tasks : places.get(place)) {
                Map.Entry<Integer, Placed> before = byFirstTask.floorEntry(tasks.last());
                if (before != null && before.getValue().tasks().last() >= tasks.first()) {
                    throw new IllegalArgumentException("executors "
                            + before.getValue().tasks() + " and " + tasks + " share a task; a task has one place");
                }
                byFirstTask.put(tasks.first(), new Placed(tasks, place));
            }
        }
    }

    /**
     * The executors of a component: those that were placed, and those that would run the other tasks.
     *
     * @param usual the executors of the component as its parallelism makes them; what isn't placed is cut as these are
     * @throws IllegalArgumentException when an executor would run tasks of another component too
     */
    List<TaskRange> executorsOf(String component, TaskRange whole, List<TaskRange> usual) {
        List<TaskRange> executors = new ArrayList<>();
        int next = whole.first();
        for (Placed placed :
                byFirstTask.subMap(whole.first(), true, whole.last(), true).values()) {
            TaskRange tasks = placed.tasks();
            if (tasks.last() > whole.last()) {
                throw new IllegalArgumentException("executor " + tasks + " is placed, but component " + component
                        + " has the tasks " + whole + "; the placement is of another submission");
            }
            addCut(executors, next, tasks.first() - 1, usual);
            executors.add(tasks);
            next = tasks.last() + 1;
        }
        addCut(executors, next, whole.last(), usual);
        return executors;
    }

    private static void addCut(List<TaskRange> executors, int first, int last, List<TaskRange> usual) {
        for (TaskRange run : usual) {
            int from = Math.max(first, run.first());
            int to = Math.min(last, run.last());
            if (from <= to) {
                executors.add(new TaskRange(from, to));
            }
        }
    }

    /** @throws IllegalArgumentException when a task is placed that isn't among the topology's, which end with this one */
    void checkLast(int lastTask) {
        if (!byFirstTask.isEmpty() && byFirstTask.lastEntry().getValue().tasks().last() > lastTask) {
            throw new IllegalArgumentException(
                    "executor " + byFirstTask.lastEntry().getValue().tasks() + " is placed, but the topology has the"
                            + " tasks 1-" + lastTask + "; the placement is of another submission");
        }
    }

    /** The number of the place, in the order given; -1 when the executor isn't placed. */
    int placeOf(TaskRange executor) {
        Placed placed = byFirstTask.get(executor.first());
        return placed == null ? -1 : placed.place();
    }
}
