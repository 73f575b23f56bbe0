package dev.gale.worker.route;

import dev.gale.grouping.CustomStreamGrouping;
import java.util.List;

/** A grouping of the user's. */
final class CustomGrouper implements Grouper {
    private final CustomStreamGrouping grouping;
    private final int emittingTask;
    private final int firstTask;
    private final int tasks;
    private int[] chosen = {};

    CustomGrouper(CustomStreamGrouping grouping, int emittingTask, int firstTask, int tasks) {
        this.grouping = grouping;
        this.emittingTask = emittingTask;
        this.firstTask = firstTask;
        this.tasks = tasks;
    }

    @Override
    public int choose(List<Object> values) {
        List<Integer> targets = grouping.chooseTasks(emittingTask, values);
        if (targets == null) {
            throw new IllegalStateException(describe() + " returned null; return an empty list to send to no task");
        }
        if (targets.size() == 1) {
            return position(targets.get(0));
        }
        int[] positions = new int[targets.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = position(targets.get(i));
        }
        chosen = positions;
        return SEVERAL;
    }

    private int position(int task) {
        int position = task - firstTask;
        if (position < 0 || position >= tasks) {
            throw new IllegalStateException(describe() + " chose task " + task + "; it may choose from tasks "
                    + firstTask + " to " + (firstTask + tasks - 1) + ", those that its prepare was given");
        }
        return position;
    }

    private String describe() {
        return "custom grouping " + grouping.getClass().getName() + " of task " + emittingTask;
    }

    @Override
    public int[] chosen() {
        return chosen;
    }
}
