package dev.gale.coordination.zookeeper;

import java.io.IOException;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * Makes clients whose sessions are over only when the servers say so.
 *
 * <p>Curator gives a session up by its own clock when the connection has been away for the session's time-out, even if
 * the servers still hold it. When all of ZooKeeper is away for that long, every session of the cluster would be lost, and
 * with them every worker's lease; whereas the servers, when they are back, go on with the sessions that they had. Curator
 * can't be told to leave that; so it is told that sessions may be silent for {@link #FOR_EVER_MS}, and clients are made
 * here with the time-out that is meant.
 */
final class PatientSessions implements ZookeeperFactory {
    /** 24 days. */
    static final int FOR_EVER_MS = Integer.MAX_VALUE;

    private final int sessionTimeoutMs;

    /** @param sessionTimeoutMs for the servers, after which they end a silent session */
    PatientSessions(int sessionTimeoutMs) {
        this.sessionTimeoutMs = sessionTimeoutMs;
    }

    @Override
    public ZooKeeper newZooKeeper(String connectString, int forEver, Watcher watcher, boolean canBeReadOnly)
            throws IOException {
        return newZooKeeper(connectString, forEver, watcher, canBeReadOnly, new ZKClientConfig());
    }

    @Override
    public ZooKeeper newZooKeeper(
            String connectString, int forEver, Watcher watcher, boolean canBeReadOnly, ZKClientConfig configuration)
            throws IOException {
        return new PatientZooKeeper(connectString, sessionTimeoutMs, watcher, canBeReadOnly, configuration);
    }

    // Its close may be interrupted, as the compiler warns; Curator is the one who closes it.
    @SuppressWarnings("try")
    private static final class PatientZooKeeper extends ZooKeeper {
        PatientZooKeeper(
                String connectString,
                int sessionTimeout,
                Watcher watcher,
                boolean canBeReadOnly,
                ZKClientConfig configuration)
                throws IOException {
            super(connectString, sessionTimeout, watcher, canBeReadOnly, configuration);
        }

        /** Asked by Curator as soon as the servers have agreed to a time-out. */
        @Override
        public int getSessionTimeout() {
            return FOR_EVER_MS;
        }
    }
}
