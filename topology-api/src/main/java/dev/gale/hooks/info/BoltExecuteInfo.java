package dev.gale.hooks.info;

import dev.gale.hooks.ITaskHook;
import dev.gale.task.TopologyContext;
import dev.gale.tuple.Tuple;
import java.util.List;

/**
 * A bolt has executed a tuple. Made on the task's executor thread, only if the task has hooks; hooks read it and leave
 * it unchanged.
 */
public class BoltExecuteInfo {
    public Tuple tuple;
    public int executingTaskId;
    /** Milliseconds spent in execute; null if this one was not measured. */
    public Long executeLatencyMs;

    public BoltExecuteInfo(Tuple tuple, int executingTaskId, Long executeLatencyMs) {
        this.tuple = tuple;
        this.executingTaskId = executingTaskId;
        this.executeLatencyMs = executeLatencyMs;
    }

    /** Tells every hook of the task, in the order in which they were added. */
    public void applyOn(TopologyContext context) {
        List<ITaskHook> hooks = context.getHooks();
        // By index: no iterator per call, and a hook may add another hook.
        for (int i = 0; i < hooks.size(); i++) {
            hooks.get(i).boltExecute(this);
        }
    }
}
