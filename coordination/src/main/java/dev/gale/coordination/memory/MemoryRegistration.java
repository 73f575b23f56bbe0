package dev.gale.coordination.memory;

import dev.gale.coordination.Registration;
import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.model.Incarnation;
import java.util.Map;

/**
 * A fact that is there as long as a daemon lives.
 *
 * @param <K> what it is filed under
 * @param <T> what the daemon says about itself
 */
final class MemoryRegistration<K, T extends Incarnation> implements Registration, Resident {
    private final InMemoryClusterState client;
    private final Map<K, Held<T>> facts;
    private final K key;
    private final T self;
    private final RegistrationListener listener;

    private volatile boolean closed;
    // Guarded by the cluster.
    private boolean everRegistered;

    MemoryRegistration(
            InMemoryClusterState client, Map<K, Held<T>> facts, K key, T self, RegistrationListener listener) {
        this.client = client;
        this.facts = facts;
        this.key = key;
        this.self = self;
        this.listener = listener;
    }

    @Override
    public boolean review() {
        Held<T> found = facts.get(key);
        boolean isMine = found != null && found.sessionId() == client.sessionId();
        if (closed) {
            client.remove(this);
            return isMine && facts.remove(key) != null;
        }
        if (isMine) {
            return false;
        }
        if (found != null && found.value().startedAt().isAfter(self.startedAt())) {
            if (everRegistered) {
                client.remove(this);
                tell(() -> listener.onDisplaced(String.valueOf(found.value())));
            }
            // Else it may be a former life of this daemon, before its clock was set back; its session will end.
            return false;
        }
        facts.put(key, new Held<>(self, client.sessionId()));
        everRegistered = true;
        tell(listener::onRegistered);
        return true;
    }

    private void tell(Runnable call) {
        client.tell(() -> {
            if (!closed) {
                call.run();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        client.reviewSoon();
    }
}
