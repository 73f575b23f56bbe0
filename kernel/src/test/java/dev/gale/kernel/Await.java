package dev.gale.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits, in tests with real threads, for what other threads do. */
public final class Await {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_EVERY_NS = 50_000;

    private Await() {}

    /**
     * Returns when the condition holds; fails the test when it doesn't for far longer than anything here takes.
     *
     * @param describe what there is instead; asked only on failure
     */
    public static void until(BooleanSupplier condition, Supplier<String> describe) {
        long endNs = System.nanoTime() + LIMIT_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - endNs > 0) {
                throw new AssertionError("waited in vain: " + describe.get());
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    /** Returns when the thread has ended. */
    public static void end(Thread thread) {
        until(() -> !thread.isAlive(), () -> "thread " + thread.getName() + " is " + thread.getState());
    }
}
