package dev.gale.hooks.info;

import dev.gale.hooks.ITaskHook;
import dev.gale.task.TopologyContext;
import java.util.List;

/**
 * A tuple of a spout was processed completely. Made on the task's executor thread, only if the task has hooks; hooks
 * read it and leave it unchanged.
 */
public class SpoutAckInfo {
    /** What the spout gave to emit. */
    public Object messageId;

    public int spoutTaskId;
    /** Milliseconds since the emit; null if this one was not measured. */
    public Long completeLatencyMs;

    public SpoutAckInfo(Object messageId, int spoutTaskId, Long completeLatencyMs) {
        this.messageId = messageId;
        this.spoutTaskId = spoutTaskId;
        this.completeLatencyMs = completeLatencyMs;
    }

    /** Tells every hook of the task, in the order in which they were added. */
    public void applyOn(TopologyContext context) {
        List<ITaskHook> hooks = context.getHooks();
        // By index: no iterator per call, and a hook may add another hook.
        for (int i = 0; i < hooks.size(); i++) {
            hooks.get(i).spoutAck(this);
        }
    }
}
