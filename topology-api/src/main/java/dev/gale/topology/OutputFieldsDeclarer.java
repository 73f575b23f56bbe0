package dev.gale.topology;

import dev.gale.tuple.Fields;

/**
 * Takes the streams that a component emits to. Each stream is declared once; a stream that is not declared can be
 * neither emitted to nor subscribed to.
 */
public interface OutputFieldsDeclarer {
    /** Declares the stream {@code default} for emission by grouping. */
    void declare(Fields fields);

    /**
     * Declares the stream {@code default}.
     *
     * @param direct whether the component means to choose the receiving tasks itself; informative, not enforced
     */
    void declare(boolean direct, Fields fields);

    /** Declares a named stream for emission by grouping. */
    void declareStream(String streamId, Fields fields);

    /**
     * Declares a named stream.
     *
     * @param direct whether the component means to choose the receiving tasks itself; informative, not enforced
     * @throws IllegalArgumentException if the stream id or the fields are null, or the stream is declared already
     */
    void declareStream(String streamId, boolean direct, Fields fields);
}
