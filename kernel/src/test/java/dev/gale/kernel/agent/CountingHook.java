package dev.gale.kernel.agent;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often user code's surroundings were put up and taken down. */
final class CountingHook implements AgentScheduler.ThreadHook {
    private final AtomicInteger entered = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    @Override
    public void enter() {
        entered.incrementAndGet();
        inside.set(true);
    }

    @Override
    public void exit() {
        left.incrementAndGet();
        inside.set(false);
    }

    /** Whether the calling thread is within the surroundings. */
    boolean isInside() {
        return inside.get();
    }

    int entered() {
        return entered.get();
    }

    int left() {
        return left.get();
    }
}
