package dev.gale.nimbus.testing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits, in tests with real threads, for what other threads do. */
public final class Await {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);

    private Await() {}

    /** Returns when the condition holds; fails the test when it doesn't for far longer than anything here takes. */
    public static void until(String what, BooleanSupplier condition) {
        long endNs = System.nanoTime() + LIMIT_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - endNs > 0) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
