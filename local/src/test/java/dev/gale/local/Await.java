package dev.gale.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits, in tests with real threads, for what other threads do. */
final class Await {
    private Await() {}

    /** Returns when the condition holds; fails the test when it doesn't for far longer than anything here takes. */
    static void until(BooleanSupplier condition, Supplier<String> describe) {
        long endNs = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - endNs > 0) {
                throw new AssertionError("waited in vain: " + describe.get());
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
