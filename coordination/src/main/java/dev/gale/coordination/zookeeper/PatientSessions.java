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
 * can't be told to leave that; it measures by what the client says the time-out is, so the client says 24 days.
 */
final class PatientSessions implements ZookeeperFactory {
    @Override
    public ZooKeeper newZooKeeper(String connectString, int sessionTimeout, Watcher watcher, boolean canBeReadOnly)
            throws IOException {
        return newZooKeeper(connectString, sessionTimeout, watcher, canBeReadOnly, new ZKClientConfig());
    }

    @Override
    public ZooKeeper newZooKeeper(
            String connectString,
            int sessionTimeout,
            Watcher watcher,
            boolean canBeReadOnly,
            ZKClientConfig configuration)
            throws IOException {
        return new PatientZooKeeper(connectString, sessionTimeout, watcher, canBeReadOnly, configuration);
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

        @Override
        public int getSessionTimeout() {
            return Integer.MAX_VALUE;
        }
    }
}
