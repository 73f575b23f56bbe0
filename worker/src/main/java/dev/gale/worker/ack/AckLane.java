package dev.gale.worker.ack;

/**
 * The way back to the spout executor that tracks a root. Thread-safe, never blocks, never full: what is in it is bounded
 * by the tuples in flight. Data can't hold it up.
 */
public interface AckLane {
    /** Hands contributions over; the batch belongs to the receiver from now on. */
    void offer(AckBatch batch);

    /** Fails a tree. */
    void fail(FailSignal signal);

    /** Gives a tree its full timeout again. */
    void resetTimeout(long root);
}
