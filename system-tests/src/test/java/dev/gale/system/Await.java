package dev.gale.system;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do. */
final class Await {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(180);
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private Await() {}

    /**
     * Returns when the condition holds; fails the test when it doesn't for far longer than anything here takes.
     *
     * @param state how it stands, for the failure
     */
    static void until(String what, BooleanSupplier condition, Supplier<String> state) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > LIMIT_NS) {
                throw new AssertionError("waited in vain until " + what + "; " + state.get());
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }
}
