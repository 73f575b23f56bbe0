package dev.gale.benchmarks.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * What a window gave.
 *
 * @param window of the process
 * @param tuples how much the count grew in it
 */
public record Measurement(Meter.Window window, long tuples) {
    /**
     * Warms up, then measures. Blocks the caller, who must not be one of the engine's threads.
     *
     * @param count what grows with each tuple
     * @param atStart called just before the window begins, to reset latencies
     */
    public static Measurement take(RunOptions options, LongSupplier count, Runnable atStart) {
        pause(options.warmUp());
        atStart.run();
        Meter meter = Meter.start();
        long before = count.getAsLong();
        pause(options.window());
        long tuples = count.getAsLong() - before;
        return new Measurement(meter.stop(), tuples);
    }

    /** Sleeps for that long, not shorter. */
    public static void pause(Duration duration) {
        long endNs = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = endNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
