package dev.gale.hooks;

import dev.gale.hooks.info.BoltAckInfo;
import dev.gale.hooks.info.BoltExecuteInfo;
import dev.gale.hooks.info.BoltFailInfo;
import dev.gale.hooks.info.EmitInfo;
import dev.gale.hooks.info.SpoutAckInfo;
import dev.gale.hooks.info.SpoutFailInfo;
import dev.gale.task.TopologyContext;
import java.util.Map;

/**
 * Sees what one task does. A task gets hooks by {@link TopologyContext#addTaskHook}, or all tasks of a topology get one
 * of each class listed in {@code topology.auto.task.hooks}.
 *
 * <p>All methods are called on the task's executor thread: {@link #prepare} when the hook is added, {@link #cleanup}
 * when the task ends in order, the others right after what they tell about. What they throw counts as thrown by the
 * task. {@link BaseTaskHook} has empty methods to start from.
 */
public interface ITaskHook {
    void prepare(Map<String, Object> conf, TopologyContext context);

    void cleanup();

    /** The task has emitted, on a stream of its own or of the system's. */
    void emit(EmitInfo info);

    /** A spout tuple of the task was acked. */
    void spoutAck(SpoutAckInfo info);

    /** A spout tuple of the task failed or timed out. */
    void spoutFail(SpoutFailInfo info);

    /** The task's {@code execute} has returned. */
    void boltExecute(BoltExecuteInfo info);

    /** The task has acked a tuple. */
    void boltAck(BoltAckInfo info);

    /** The task has failed a tuple. */
    void boltFail(BoltFailInfo info);
}
