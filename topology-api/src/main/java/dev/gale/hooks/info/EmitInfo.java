package dev.gale.hooks.info;

import dev.gale.hooks.ITaskHook;
import dev.gale.task.TopologyContext;
import java.util.Collection;
import java.util.List;

/**
 * A task emitted values. Made on the task's executor thread, only if the task has hooks; hooks read it and leave it
 * unchanged.
 */
public class EmitInfo {
    public List<Object> values;
    public String stream;
    /** The task that emitted. */
    public int taskId;

    /** The tasks that receive the tuple; empty if nobody subscribes. */
    public Collection<Integer> outTasks;

    public EmitInfo(List<Object> values, String stream, int taskId, Collection<Integer> outTasks) {
        this.values = values;
        this.stream = stream;
        this.taskId = taskId;
        this.outTasks = outTasks;
    }

    /** Tells every hook of the task, in the order in which they were added. */
    public void applyOn(TopologyContext context) {
        List<ITaskHook> hooks = context.getHooks();
        // By index: no iterator per call, and a hook may add another hook.
        for (int i = 0; i < hooks.size(); i++) {
            hooks.get(i).emit(this);
        }
    }
}
