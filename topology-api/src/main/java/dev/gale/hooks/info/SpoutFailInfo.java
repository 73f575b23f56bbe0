package dev.gale.hooks.info;

import dev.gale.hooks.ITaskHook;
import dev.gale.task.TopologyContext;
import java.util.List;

/**
 * A tuple of a spout failed or timed out. Made on the task's executor thread, only if the task has hooks; hooks read
 * it and leave it unchanged.
 */
public class SpoutFailInfo {
    /** What the spout gave to emit. */
    public Object messageId;

    public int spoutTaskId;
    /** Milliseconds since the emit; null if this one was not measured. */
    public Long failLatencyMs;

    public SpoutFailInfo(Object messageId, int spoutTaskId, Long failLatencyMs) {
        this.messageId = messageId;
        this.spoutTaskId = spoutTaskId;
        this.failLatencyMs = failLatencyMs;
    }

    /** Tells every hook of the task, in the order in which they were added. */
    public void applyOn(TopologyContext context) {
        List<ITaskHook> hooks = context.getHooks();
        // By index: no iterator per call, and a hook may add another hook.
        for (int i = 0; i < hooks.size(); i++) {
            hooks.get(i).spoutFail(this);
        }
    }
}
