package dev.gale.testing;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the messages of a {@link FeederSpout} that were acked. For any thread. */
public class AckTracker implements AckFailDelegate {
    private static final long serialVersionUID = 1L;

    private final Shared<AtomicInteger> acks = new Shared<>(AtomicInteger::new);

    @Override
    public void ack(Object id) {
        acks.get().incrementAndGet();
    }

    /** Failures are not counted; {@link AckFailMapTracker} knows them. */
    @Override
    public void fail(Object id) {}

    public int getNumAcks() {
        return acks.get().get();
    }

    /** Begins to count from 0 again. */
    public void resetNumAcks() {
        acks.get().set(0);
    }
}
