package dev.gale.hooks.info;

import dev.gale.hooks.ITaskHook;
import dev.gale.task.TopologyContext;
import dev.gale.tuple.Tuple;
import java.util.List;

/**
 * A bolt failed a tuple. Made on the task's executor thread, only if the task has hooks; hooks read it and leave it
 * unchanged.
 */
public class BoltFailInfo {
    public Tuple tuple;
    public int failingTaskId;
    /** Milliseconds since execute was entered with the tuple; null if this one was not measured. */
    public Long failLatencyMs;

    public BoltFailInfo(Tuple tuple, int failingTaskId, Long failLatencyMs) {
        this.tuple = tuple;
        this.failingTaskId = failingTaskId;
        this.failLatencyMs = failLatencyMs;
    }

    /** Tells every hook of the task, in the order in which they were added. */
    public void applyOn(TopologyContext context) {
        List<ITaskHook> hooks = context.getHooks();
        // By index: no iterator per call, and a hook may add another hook.
        for (int i = 0; i < hooks.size(); i++) {
            hooks.get(i).boltFail(this);
        }
    }
}
