package dev.gale.benchmarks.harness;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A count that one thread writes, at the cost of a plain write, and others may read. Alone on its cache line, so that two
 * counts don't slow each other down.
 */
public final class Tally {
    private static final int CELL = 16;

    private final AtomicLongArray padded = new AtomicLongArray(2 * CELL);

    /** Called by the writer only. */
    public void increment() {
        add(1);
    }

    /** Called by the writer only. */
    public void add(long more) {
        padded.setOpaque(CELL, padded.getPlain(CELL) + more);
    }

    /** The count as it is, or was a moment ago. */
    public long get() {
        return padded.getOpaque(CELL);
    }
}
