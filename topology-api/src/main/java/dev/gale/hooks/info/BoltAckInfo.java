package dev.gale.hooks.info;

import dev.gale.hooks.ITaskHook;
import dev.gale.task.TopologyContext;
import dev.gale.tuple.Tuple;
import java.util.List;

/**
 * A bolt acked a tuple. Made on the task's executor thread, only if the task has hooks; hooks read it and leave it
 * unchanged.
 */
public class BoltAckInfo {
    public Tuple tuple;
    public int ackingTaskId;
    /** Milliseconds since execute was entered with the tuple; null if this one was not measured. */
    public Long processLatencyMs;

    public BoltAckInfo(Tuple tuple, int ackingTaskId, Long processLatencyMs) {
        this.tuple = tuple;
        this.ackingTaskId = ackingTaskId;
        this.processLatencyMs = processLatencyMs;
    }

    /** Tells every hook of the task, in the order in which they were added. */
    public void applyOn(TopologyContext context) {
        List<ITaskHook> hooks = context.getHooks();
        // By index: no iterator per call, and a hook may add another hook.
        for (int i = 0; i < hooks.size(); i++) {
            hooks.get(i).boltAck(this);
        }
    }
}
