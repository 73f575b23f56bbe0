package dev.gale.worker.ack;

/**
 * The way back to the spout executor that tracks a root. Thread-safe, never blocks, never full: what is in it is bounded
 * by the tuples in flight. Data can't hold it up.
 */
public interface AckLane {
    /**
     * Hands contributions over; the batch belongs to the receiver from now on. A lane may hold it back until {@link #pushAcks},
     * to let several leave together.
     */
    void offer(AckBatch batch);

    /** Lets go of what was handed over and is held back; by a sender that has nothing more for now. */
    default void pushAcks() {}

    /** Fails a tree. */
    void fail(FailSignal signal);

    /** Gives a tree its full timeout again. */
    void resetTimeout(long root);

    /** Fails the trees that a loss concerns, as far as they are known by what was reported before. */
    void lost(Loss loss);

    /** Number of the worker where the spout executor runs; {@link Loss#HERE} for this one. */
    default int worker() {
        return Loss.HERE;
    }
}
