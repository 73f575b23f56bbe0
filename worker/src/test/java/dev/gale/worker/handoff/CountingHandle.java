package dev.gale.worker.handoff;

import dev.gale.kernel.agent.AgentHandle;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it was signalled. */
final class CountingHandle implements AgentHandle {
    private final AtomicInteger signals = new AtomicInteger();

    @Override
    public void signal() {
        signals.incrementAndGet();
    }

    int signals() {
        return signals.get();
    }
}
