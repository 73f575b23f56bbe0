package dev.gale.worker.execute;

import java.time.Duration;

/**
 * How long a spout that had nothing to emit may be left alone. Its input can only be found by asking, and each time a
 * thread wakes up for that costs some ten microseconds; so the pauses settle where a few tuples are found each time, are
 * short while there is more, and grow with the time in which there was nothing at all: a source that has been silent for
 * a second may be heard a few milliseconds late. Confined to the executor's thread.
 */
final class IdlePoll {
    private static final long SHORTEST_NS = Duration.ofNanos(20_000).toNanos();
    /** The longest pause of a spout that has found something lately. */
    private static final long LONG_NS = Duration.ofMillis(1).toNanos();

    private static final long LONGEST_NS = Duration.ofMillis(10).toNanos();
    /** A pause is at most this part of the silence before it. */
    private static final int PART_OF_SILENCE = 16;

    /** How many tuples a wake-up should find. */
    private static final int TUPLES_PER_WAKE_UP = 3;

    private long pauseNs = SHORTEST_NS;
    private long lastFoundNs;

    long pauseNs() {
        return pauseNs;
    }

    /** The spout has found so many tuples since the last pause, at least one. */
    void found(int tuples, long nowNs) {
        lastFoundNs = nowNs;
        pauseNs = Math.max(SHORTEST_NS, Math.min(LONG_NS, pauseNs * TUPLES_PER_WAKE_UP / tuples));
    }

    /** The spout has found nothing after the last pause. */
    void foundNothing(long nowNs) {
        long longestNs = Math.max(LONG_NS, Math.min(LONGEST_NS, (nowNs - lastFoundNs) / PART_OF_SILENCE));
        pauseNs = Math.min(longestNs, 2 * pauseNs);
    }

    /** The spout may have something now, whatever was before. */
    void reset(long nowNs) {
        lastFoundNs = nowNs;
        pauseNs = SHORTEST_NS;
    }
}
