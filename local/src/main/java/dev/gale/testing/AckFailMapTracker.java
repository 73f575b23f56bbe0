package dev.gale.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which messages of a {@link FeederSpout} were acked and which failed. For any thread. */
public class AckFailMapTracker implements AckFailDelegate {
    private static final long serialVersionUID = 1L;

    private final Shared<Set<Object>> acked = new Shared<>(ConcurrentHashMap::newKeySet);
    private final Shared<Set<Object>> failed = new Shared<>(ConcurrentHashMap::newKeySet);

    public boolean isAcked(Object id) {
        return acked.get().contains(id);
    }

    public boolean isFailed(Object id) {
        return failed.get().contains(id);
    }

    @Override
    public void ack(Object id) {
        acked.get().add(id);
    }

    @Override
    public void fail(Object id) {
        failed.get().add(id);
    }
}
