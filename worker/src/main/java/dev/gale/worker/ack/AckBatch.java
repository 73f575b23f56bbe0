package dev.gale.worker.ack;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Contributions to roots of one spout executor, on their way to it: pairs (root, xor of edges). Filled by one bolt
 * executor, then handed over whole; when it has been read it goes back to be filled again.
 */
public final class AckBatch {
    /** How many contributions fit. */
    public static final int CAPACITY = 128;

    private final long[] pairs = new long[2 * CAPACITY];
    /** Where the sender looks for an empty batch. */
    private final AtomicReference<AckBatch> home;

    private int size;

    /** @param home the sender's place for one batch to use again */
    AckBatch(AtomicReference<AckBatch> home) {
        this.home = home;
    }

    /**
     * Adds a contribution; one to the same root as the one before is merged with it, and if the two cancel each other
     * there is nothing to report.
     *
     * @return whether the batch is full now and must be handed over before the next call
     */
    public boolean add(long root, long edges) {
        int next = 2 * size;
        if (size > 0 && pairs[next - 2] == root) {
            if ((pairs[next - 1] ^= edges) == 0) {
                size--;
            }
            return false;
        }
        pairs[next] = root;
        pairs[next + 1] = edges;
        return ++size == CAPACITY;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Root of contribution {@code i}, counted from 0. */
    public long root(int i) {
        return pairs[2 * i];
    }

    /** Xor of edges of contribution {@code i}, counted from 0. */
    public long edges(int i) {
        return pairs[2 * i + 1];
    }

    /** Gives the batch back to its sender; by the receiver, which must not touch it any more. */
    public void release() {
        size = 0;
        home.set(this);
    }
}
