package dev.gale.spout;

import dev.gale.task.TopologyContext;
import java.io.Serializable;
import java.util.Map;

/**
 * Brings tuples into a topology and learns what became of them.
 *
 * <p>A spout object is made where the topology is built, serialized, and deserialized once for each of its tasks; what
 * cannot be serialized is created in {@link #open}. All methods of one task are called by one thread at a time: {@code
 * open}, {@code activate}, then {@code nextTuple}, {@code ack}, {@code fail}, {@code deactivate} and {@code activate}
 * again as things go, and {@code close}. None of them should block, since acks, failures and the other tasks of the
 * executor wait meanwhile. What they throw is an error of the task, which the runtime reports.
 */
public interface ISpout extends Serializable {
    /**
     * Called once before anything else.
     *
     * @param conf the topology's configuration with this component's own settings applied
     * @param collector for emitting; keep it
     */
    void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector);

    /** Called once after the last call when the topology stops in order; not called when its process is killed. */
    void close();

    /** From now on {@link #nextTuple} is called; first called after {@link #open}. */
    void activate();

    /** From now on {@link #nextTuple} is not called, while acks and failures still come in. */
    void deactivate();

    /**
     * Asks for tuples. Emits one, a few or none and returns soon; after a call that emitted nothing the runtime waits a
     * little before it asks again.
     */
    void nextTuple();

    /**
     * The tuple that was emitted with this message id was processed completely.
     *
     * @param msgId the very object given to {@code emit}
     */
    void ack(Object msgId);

    /**
     * The tuple that was emitted with this message id, or one descending from it, was failed or took too long. To have
     * it processed the spout must emit it again. See {@link IFailureAwareSpout} for the reason.
     *
     * @param msgId the very object given to {@code emit}
     */
    void fail(Object msgId);
}
