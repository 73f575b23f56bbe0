package dev.gale.grouping;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.WorkerTopologyContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Spreads tuples evenly: the target tasks one after the other, in an order that is random per emitting executor. */
public class ShuffleGrouping implements CustomStreamGrouping {
    private static final long serialVersionUID = 1L;

    /** Null for a generator of this copy's own, so that copies in different executors begin with different tasks. */
    private final Random random;
    /** The target tasks in shuffled order; one list each, so that choosing allocates nothing. */
    private List<List<Integer>> ring = List.of();

    private int next;

    public ShuffleGrouping() {
        this(null);
    }

    /** Shuffles the tasks with a given generator, for runs that must be repeatable. */
    public ShuffleGrouping(Random random) {
        this.random = random;
    }

    @Override
    public void prepare(WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks) {
        List<List<Integer>> shuffled = new ArrayList<>(targetTasks.size());
        for (Integer task : targetTasks) {
            shuffled.add(List.of(task));
        }
        Collections.shuffle(shuffled, random == null ? new Random() : random);
        ring = shuffled;
        next = 0;
    }

    @Override
    public List<Integer> chooseTasks(int taskId, List<Object> values) {
        if (ring.isEmpty()) {
            return List.of();
        }
        int chosen = next;
        next = chosen + 1 == ring.size() ? 0 : chosen + 1;
        return ring.get(chosen);
    }
}
