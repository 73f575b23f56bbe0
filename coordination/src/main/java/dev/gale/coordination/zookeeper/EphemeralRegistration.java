package dev.gale.coordination.zookeeper;

import dev.gale.coordination.Registration;
import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.Incarnation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.WatchedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that is there as long as a daemon lives. It is looked at again after every event that concerns it, and what is
 * then found decides; all on the tending thread.
 *
 * @param <T> what the node holds
 */
final class EphemeralRegistration<T extends Incarnation> implements Registration, Resident, CuratorWatcher {
    private static final Logger LOG = LoggerFactory.getLogger(EphemeralRegistration.class);

    private final ZkConnection connection;
    private final String path;
    private final T self;
    private final Class<T> type;
    private final byte[] data;
    private final RegistrationListener listener;

    /** Written by whoever closes; read by any. */
    private volatile boolean closed;

    private boolean ended;
    private boolean registered;
    private boolean everRegistered;
    private boolean warned;

    EphemeralRegistration(ZkConnection connection, String path, T self, Class<T> type, RegistrationListener listener) {
        this.connection = connection;
        this.path = path;
        this.self = self;
        this.type = type;
        this.data = ZkConnection.sized(path, RecordJson.write(self));
        this.listener = listener;
    }

    @Override
    public void onConnected() throws Exception {
        review();
    }

    @Override
    public void onSessionLost() {
        registered = false;
    }

    /** On a thread of Curator's. */
    @Override
    public void process(WatchedEvent event) {
        connection.tend("keep " + path, this::review);
    }

    private void review() throws Exception {
        boolean settled = false;
        // Without a connection, or before its session is known to be new, there is nothing to see; a look follows.
        while (!settled && !ended && connection.state().isConnected()) {
            settled = closed ? withdraw() : claim();
        }
    }

    /** @return false when something was changed or has changed, and it must be looked at again */
    private boolean claim() throws Exception {
        Optional<Node> found = connection.read(path, this);
        if (found.isEmpty()) {
            registered = false;
            connection.tryCreateEphemeral(path, data);
            return false;
        }
        Node node = found.get();
        if (node.isOwnedBy(connection.currentSessionId())) {
            onRegistered();
            return true;
        }
        registered = false;
        if (startOf(node).isAfter(self.startedAt())) {
            onLaterLife(node);
            return true;
        }
        LOG.info("{} is still held by the session of an earlier life; taking it over", path);
        new Transaction(connection.curator())
                .delete(path, node.version())
                .create(CreateMode.EPHEMERAL, path, data)
                .commit();
        return false;
    }

    private Instant startOf(Node node) {
        try {
            return RecordJson.read(node.data(), type).startedAt();
        } catch (IllegalArgumentException e) {
            LOG.warn("{} holds what this version can't read; taken for an earlier life's", path, e);
            return Instant.MIN;
        }
    }

    private void onLaterLife(Node node) {
        String other = new String(node.data(), StandardCharsets.UTF_8);
        if (everRegistered) {
            end();
            connection.tell(() -> listener.onDisplaced(other));
        } else if (!warned) {
            // It may be this daemon's former life, before the clock was set back; then it goes with its session.
            warned = true;
            LOG.warn(
                    "{} is held by a process that says it started later: {}; waiting for the end of its session. If it"
                            + " runs, give this one another id",
                    path,
                    other);
        }
    }

    private void onRegistered() {
        if (!registered) {
            registered = true;
            everRegistered = true;
            connection.tell(() -> {
                if (!closed) {
                    listener.onRegistered();
                }
            });
        }
    }

    /** Stays a resident until it has succeeded: the session, and with it the node, may outlast a broken connection. */
    private boolean withdraw() throws Exception {
        Optional<Node> node = connection.read(path);
        if (node.isPresent()
                && node.get().isOwnedBy(connection.currentSessionId())
                && !connection.tryDelete(path, node.get().version())) {
            return false;
        }
        end();
        return true;
    }

    private void end() {
        ended = true;
        connection.remove(this);
    }

    @Override
    public void close() {
        closed = true;
        connection.tend("withdraw " + path, this::review);
    }
}
