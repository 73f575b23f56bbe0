package dev.gale.benchmarks.harness;

import java.util.concurrent.atomic.AtomicLongArray;

/** A count that one thread writes, at the cost of a plain write, and others may read. */
public abstract sealed class Tally permits Tally.InHeap, CountFolder.InFile {
    Tally() {}

    /** One that is read in this JVM. */
    public static Tally inHeap() {
        return new InHeap();
    }

    /** Called by the writer only. */
    public final void increment() {
        add(1);
    }

    /** Called by the writer only. */
    public abstract void add(long more);

    /** The count as it is, or was a moment ago. */
    public abstract long get();

    /** Alone on its cache line, so that two counts don't slow each other down. */
    static final class InHeap extends Tally {
        private static final int CELL = 16;

        private final AtomicLongArray padded = new AtomicLongArray(2 * CELL);

        @Override
        public void add(long more) {
            padded.setOpaque(CELL, padded.getPlain(CELL) + more);
        }

        @Override
        public long get() {
            return padded.getOpaque(CELL);
        }
    }
}
