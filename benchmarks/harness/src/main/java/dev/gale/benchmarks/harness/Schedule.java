package dev.gale.benchmarks.harness;

/**
 * When the tuples of a fixed rate are due: tuple i at {@code startNs + i * 1e9 / rate}, whether the source was asked in
 * time or not. So a source that stalls shows in the latencies of all that was due meanwhile. Confined to the source's
 * thread; times are {@link System#nanoTime}'s.
 */
public final class Schedule {
    /** What {@link #pollDueNs} returns when nothing is due. */
    public static final long NOT_DUE = Long.MIN_VALUE;

    private static final long SECOND_NS = 1_000_000_000;

    private final long startNs;
    private final long rate;
    private long next;

    /** @param rate tuples per second; 0 when always one is due, now */
    public Schedule(long startNs, long rate) {
        if (rate < 0) {
            throw new IllegalArgumentException("rate=" + rate + " must not be negative");
        }
        this.startNs = startNs;
        this.rate = rate;
    }

    /** When a tuple is due, the first being 0. Not for a rate of 0. */
    public long dueNs(long index) {
        // By whole seconds first, so that nothing overflows.
        return startNs + index / rate * SECOND_NS + index % rate * SECOND_NS / rate;
    }

    /** The due time of the next tuple, which counts as emitted then; {@link #NOT_DUE} when it isn't due yet. */
    public long pollDueNs(long nowNs) {
        if (rate == 0) {
            next++;
            return nowNs;
        }
        long dueNs = dueNs(next);
        if (dueNs - nowNs > 0) {
            return NOT_DUE;
        }
        next++;
        return dueNs;
    }

    /** When the next tuple is due, for sources that sleep until then; the start for a rate of 0. */
    public long nextDueNs() {
        return rate == 0 ? startNs : dueNs(next);
    }

    /** How many tuples have been polled. */
    public long polled() {
        return next;
    }
}
