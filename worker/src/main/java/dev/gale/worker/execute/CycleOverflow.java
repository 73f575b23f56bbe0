package dev.gale.worker.execute;

import dev.gale.kernel.agent.AgentHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much waits in the outboxes that may grow, those to receivers on a cycle. Spouts stop while it is much, so that
 * what goes round is worked off before more comes in. Thread-safe.
 */
public final class CycleOverflow {
    private static final int LIMIT = 4096;

    private final AtomicInteger waiting = new AtomicInteger();
    private volatile List<AgentHandle> spouts = List.of();

    /** Sets whom to wake when spouts may go on. */
    public void setSpouts(List<AgentHandle> spouts) {
        this.spouts = List.copyOf(spouts);
    }

    /** Notes that an executor's share has changed by {@code difference} envelopes. */
    void add(int difference) {
        int now = waiting.addAndGet(difference);
        if (now < LIMIT && now - difference >= LIMIT) {
            spouts.forEach(AgentHandle::signal);
        }
    }

    boolean isMuch() {
        return waiting.get() >= LIMIT;
    }
}
