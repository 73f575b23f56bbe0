package dev.gale.spout;

import dev.gale.task.IErrorReporter;
import java.time.Duration;
import java.util.List;

/** What a spout can do with streams; user code holds it as {@link SpoutOutputCollector}, which documents it. */
public interface ISpoutOutputCollector extends IErrorReporter {
    /**
     * Emits values on a stream to the tasks that the subscribers' groupings choose.
     *
     * @param messageId given back in {@code ack} or {@code fail}; null for a tuple whose fate does not matter
     * @return the ids of the tasks that were chosen; empty if nobody subscribes to the stream
     * @throws IllegalArgumentException if the component declares no such stream, or a subscriber expects it direct
     */
    List<Integer> emit(String streamId, List<Object> tuple, Object messageId);

    /**
     * Emits like {@link #emit(String, List, Object)}, with a message timeout for this tuple instead of the topology's.
     *
     * @throws IllegalStateException if this collector knows no timeouts of single tuples, as by default
     */
    default List<Integer> emit(String streamId, List<Object> tuple, Object messageId, Duration timeout) {
        throw new IllegalStateException("The collector " + getClass().getName()
                + " knows no per-tuple timeouts; emit without a timeout, or implement emit(String, List, Object,"
                + " Duration) in it");
    }

    /**
     * Emits values on a stream to one task. Nothing happens if that task's component does not subscribe to the stream.
     *
     * @param messageId given back in {@code ack} or {@code fail}; null for a tuple whose fate does not matter
     * @throws IllegalArgumentException if the component declares no such stream, or the task subscribes to it with
     *     another grouping than direct
     */
    void emitDirect(int taskId, String streamId, List<Object> tuple, Object messageId);

    /** How many tuples with a message id were emitted and neither acked nor failed yet. */
    long getPendingCount();

    /** Hands what was emitted to its receivers now instead of at the end of the call; by default it does nothing. */
    default void flush() {}
}
