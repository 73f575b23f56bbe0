package dev.gale.testing;

import dev.gale.generated.GlobalStreamId;
import dev.gale.grouping.CustomStreamGrouping;
import dev.gale.task.WorkerTopologyContext;
import java.util.List;

/** A copy of each tuple to the first so many tasks. */
public class NGrouping implements CustomStreamGrouping {
    private static final long serialVersionUID = 1L;

    private final int tasks;
    private transient List<Integer> targets;

    /** @param tasks how many; if there are fewer, all get a copy */
    public NGrouping(Integer tasks) {
        this.tasks = tasks;
    }

    @Override
    public void prepare(WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks) {
        targets = List.copyOf(targetTasks.subList(0, Math.min(tasks, targetTasks.size())));
    }

    @Override
    public List<Integer> chooseTasks(int taskId, List<Object> values) {
        return targets;
    }
}
