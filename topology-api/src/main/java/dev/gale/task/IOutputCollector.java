package dev.gale.task;

import dev.gale.tuple.Tuple;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What a bolt can do with streams and tuples; user code holds it as {@link OutputCollector}, which documents it. */
public interface IOutputCollector extends IErrorReporter {
    /**
     * Emits values on a stream to the tasks that the subscribers' groupings choose.
     *
     * @param anchors tuples whose trees the new tuple joins; null or empty for none
     * @return the ids of the tasks that were chosen; empty if nobody subscribes to the stream
     * @throws IllegalArgumentException if the component declares no such stream, or a subscriber expects it direct
     */
    List<Integer> emit(String streamId, Collection<Tuple> anchors, List<Object> tuple);

    /**
     * The same with one anchor, as almost every emit is: an implementation may spare itself the list.
     *
     * @param anchor whose trees the new tuple joins; not null
     */
    default List<Integer> emit(String streamId, Tuple anchor, List<Object> tuple) {
        return emit(streamId, Collections.singletonList(anchor), tuple);
    }

    /**
     * Emits values on a stream to one task. Nothing happens if that task's component does not subscribe to the stream.
     *
     * @param anchors tuples whose trees the new tuple joins; null or empty for none
     * @throws IllegalArgumentException if the component declares no such stream, or the task subscribes to it with
     *     another grouping than direct
     */
    void emitDirect(int taskId, String streamId, Collection<Tuple> anchors, List<Object> tuple);

    void ack(Tuple input);

    void fail(Tuple input);

    void resetTimeout(Tuple input);

    /** Hands what was emitted to its receivers now instead of at the end of the call; by default it does nothing. */
    default void flush() {}
}
