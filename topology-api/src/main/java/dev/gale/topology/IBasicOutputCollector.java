package dev.gale.topology;

import dev.gale.task.IErrorReporter;
import dev.gale.tuple.Tuple;
import java.util.List;

/** What an {@link IBasicBolt} may do with its output: emit anchored to the current input, never acknowledge. */
public interface IBasicOutputCollector extends IErrorReporter {
    /**
     * Emits to every subscriber of the stream.
     *
     * @return ids of the tasks the tuple goes to; empty when nobody subscribes
     * @throws IllegalArgumentException if the stream was not declared or is subscribed to with a direct grouping
     */
    List<Integer> emit(String streamId, List<Object> tuple);

    /**
     * Emits to one task, which must subscribe to the stream with a direct grouping.
     *
     * @throws IllegalArgumentException if the stream was not declared or the task subscribes in another way
     */
    void emitDirect(int taskId, String streamId, List<Object> tuple);

    /** Gives the tree of {@code tuple} the whole message timeout again. */
    void resetTimeout(Tuple tuple);
}
