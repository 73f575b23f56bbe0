package dev.gale.benchmarks.harness;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits until a freshly started engine does something, so that its start is no part of the warm-up. */
public final class FirstTuple {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(20);

    private FirstTuple() {}

    /**
     * Blocks until the count is positive.
     *
     * @throws InvalidRun when it still isn't after a minute
     */
    public static void await(LongSupplier count) {
        await(count, LIMIT);
    }

    static void await(LongSupplier count, Duration limit) {
        long endNs = System.nanoTime() + limit.toNanos();
        while (count.getAsLong() <= 0) {
            if (System.nanoTime() - endNs > 0) {
                throw new InvalidRun("no tuple came through within " + limit.toSeconds() + " s of the start");
            }
            Measurement.pause(STEP);
        }
    }
}
