package dev.gale.coordination.zookeeper;

import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.CoordinationFailure.Kind;
import dev.gale.coordination.SessionListener;
import dev.gale.coordination.SessionState;
import dev.gale.coordination.config.CoordinationSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.BoundedExponentialBackoffRetry;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session with ZooKeeper: its state, who wants to hear of it, and the thread on which all that lasts is tended.
 *
 * <p>Curator's threads call {@link #onCurator} and the watchers of residents, which only enqueue to that thread or the
 * daemon's. It may wait for ZooKeeper; nobody waits for it.
 */
final class ZkConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ZkConnection.class);

    /** What ZooKeeper takes by default (jute.maxbuffer) less room for the path and the rest of the request. */
    private static final int MAX_RECORD_BYTES = 1_000_000;

    private static final long CLOSE_GRACE_SECONDS = 10;

    private final CoordinationSettings settings;
    private final ZNodes nodes;
    private final CuratorFramework curator;
    private final Executor callbacks;
    private final ScheduledThreadPoolExecutor tending;
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Resident> residents = new CopyOnWriteArrayList<>();

    /** What Curator said last. Written by its thread; read by any. */
    private volatile ConnectionState latest = ConnectionState.LOST;
    /** Written under the lock by Curator's thread and the tending thread; read by any. */
    private volatile SessionState state = SessionState.CONNECTING;

    private volatile boolean closed;
    /** The session of which residents last heard; 0 before the first. Confined to the tending thread. */
    private long sessionId;

    ZkConnection(CoordinationSettings settings, Executor callbacks) {
        this.settings = settings;
        this.callbacks = callbacks;
        this.nodes = new ZNodes(settings.root());
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(settings.connectString())
                .sessionTimeoutMs(Math.toIntExact(settings.sessionTimeout().toMillis()))
                .connectionTimeoutMs(
                        Math.toIntExact(settings.connectionTimeout().toMillis()))
                .retryPolicy(new BoundedExponentialBackoffRetry(
                        Math.toIntExact(settings.retryInterval().toMillis()),
                        Math.toIntExact(settings.retryIntervalCeiling().toMillis()),
                        settings.retryTimes()))
                // The servers that the settings name, not those by whatever addresses the ensemble calls itself.
                .ensembleTracker(false)
                // Containers are removed by the server at a time of its own choosing; the directories here stay.
                .dontUseContainerParents();
        settings.digest()
                .ifPresent(digest -> builder.authorization(
                                "digest", (digest.user() + ":" + digest.password()).getBytes(StandardCharsets.UTF_8))
                        .aclProvider(new CreatorOnly()));
        this.tending = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, "cs-tending");
                    thread.setDaemon(true);
                    return thread;
                },
                // What Curator still reports while the connection is being closed.
                new ThreadPoolExecutor.DiscardPolicy());
        // Curator would start a thread for its recipes' listeners, and never end it.
        this.curator = builder.runSafeService(task -> tend("run what a recipe asks for", task::run))
                .build();
        // What is due later is of no use once the connection is closed.
        tending.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** With a user given, nobody else may read or change a node. */
    private static final class CreatorOnly implements ACLProvider {
        @Override
        public List<ACL> getDefaultAcl() {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }

        @Override
        public List<ACL> getAclForPath(String path) {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }
    }

    void start() {
        curator.getConnectionStateListenable().addListener((client, change) -> onCurator(change));
        curator.start();
    }

    /** Ends the session; what is enqueued to be told is not told any more. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        residents.clear();
        tending.shutdown();
        // An answer that never comes must not keep a daemon from ending.
        curator.close();
        try {
            if (!tending.awaitTermination(CLOSE_GRACE_SECONDS, TimeUnit.SECONDS)) {
                tending.shutdownNow();
                LOG.warn("ZooKeeper has not answered for {} s; the last request is given up", CLOSE_GRACE_SECONDS);
            }
        } catch (InterruptedException e) {
            tending.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    ZNodes nodes() {
        return nodes;
    }

    CuratorFramework curator() {
        return curator;
    }

    SessionState state() {
        return state;
    }

    void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    /** Runs something on the daemon's thread, unless the connection is closed by then. */
    void tell(Runnable callback) {
        if (!closed) {
            callbacks.execute(() -> {
                if (!closed) {
                    callback.run();
                }
            });
        }
    }

    // What lasts

    /** Has the resident tended from now on, at once if there is a connection. */
    void add(Resident resident) {
        residents.add(resident);
        tend("begin", () -> {
            if (state.isConnected()) {
                resident.onConnected();
            }
        });
    }

    void remove(Resident resident) {
        residents.remove(resident);
    }

    /** A step of tending. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /**
     * Runs a step on the tending thread. If it fails because the connection broke, it is run again after a pause while
     * there is a connection; without one nothing needs to be done, since residents are called when there is one again.
     */
    void tend(String doing, Step step) {
        if (!closed) {
            tending.execute(() -> guarded(doing, step));
        }
    }

    private void guarded(String doing, Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            // The connection is being closed.
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (closed) {
                LOG.debug("could not {} while closing", doing, e);
            } else if (isTransient(e)) {
                LOG.info("could not {}, will try again: {}", doing, e.getMessage());
                var unused = tending.schedule(
                        () -> {
                            if (curator.getZookeeperClient().isConnected()) {
                                guarded(doing, step);
                            }
                        },
                        settings.retryInterval().toMillis(),
                        TimeUnit.MILLISECONDS);
            } else {
                LOG.error("could not {}", doing, e);
            }
        }
    }

    private static boolean isTransient(Exception e) {
        return (e instanceof CoordinationFailure f && f.kind() == Kind.UNAVAILABLE)
                || (e instanceof KeeperException k && Failures.of("", k).kind() == Kind.UNAVAILABLE);
    }

    /** On the one thread on which Curator tells of states. */
    private void onCurator(ConnectionState change) {
        latest = change;
        switch (change) {
            case CONNECTED, RECONNECTED -> tend("follow the session", this::onConnected);
            // At once: the tending thread may be waiting for an answer that the broken connection won't bring.
            case SUSPENDED -> publish(SessionState.SUSPENDED);
            case LOST -> tend("follow the session", this::onLost);
            case READ_ONLY -> LOG.error("ZooKeeper is read-only, though that was not asked for");
        }
    }

    private void onConnected() throws Exception {
        makeDirectories();
        long present = currentSessionId();
        if (sessionId != 0 && sessionId != present) {
            onLost();
        }
        sessionId = present;
        publish(state == SessionState.CONNECTING ? SessionState.CONNECTED : SessionState.RECONNECTED);
        for (Resident resident : residents) {
            tend("go on after connecting", resident::onConnected);
        }
    }

    /** The session has ended, or Curator has given it up since it was silent for longer than it may be. */
    private void onLost() {
        if (sessionId != 0) {
            sessionId = 0;
            publish(SessionState.LOST);
            residents.forEach(Resident::onSessionLost);
        }
    }

    private synchronized void publish(SessionState next) {
        boolean follows = switch (next) {
            case CONNECTING -> false;
            // The connection may have broken while things were made ready.
            case CONNECTED, RECONNECTED ->
                !state.isConnected() && (latest == ConnectionState.CONNECTED || latest == ConnectionState.RECONNECTED);
            case SUSPENDED -> state.isConnected();
            case LOST -> state.isConnected() || state == SessionState.SUSPENDED;
        };
        if (follows) {
            LOG.info("ZooKeeper at {}: {}", settings.connectString(), next);
            state = next;
            listeners.forEach(listener -> tell(() -> listener.onSessionState(next)));
        }
    }

    private void makeDirectories() throws Exception {
        try {
            for (String directory : nodes.directories()) {
                if (!exists(directory)) {
                    makeDirectory(directory);
                }
            }
        } catch (KeeperException.NoAuthException e) {
            // The connection as such is fine; whoever reads or writes is told the same.
            LOG.error("{}", Failures.of("prepare " + nodes.root(), e).getMessage());
        }
    }

    private void makeDirectory(String directory) throws Exception {
        try {
            curator.create().creatingParentsIfNeeded().forPath(directory, new byte[0]);
        } catch (KeeperException.NodeExistsException e) {
            LOG.debug("{} was made by another at the same time", directory);
        }
    }

    long currentSessionId() throws Exception {
        return curator.getZookeeperClient().getZooKeeper().getSessionId();
    }

    // Reading and changing

    /**
     * Does something for a caller that waits for it.
     *
     * @param doing completes "could not ..."
     * @throws CoordinationFailure UNAVAILABLE at once when there is no connection, rather than after all the retries that
     *     are meant for a connection that breaks in between
     */
    <T> T call(String doing, Callable<T> operation) {
        if (!state.isConnected() || !curator.getZookeeperClient().isConnected()) {
            throw new CoordinationFailure(
                    Kind.UNAVAILABLE,
                    "could not " + doing + ": no connection to ZooKeeper at " + settings.connectString()
                            + "; see that it runs there, or set " + CoordinationSettings.SERVERS + " and "
                            + CoordinationSettings.PORT);
        }
        try {
            return operation.call();
        } catch (KeeperException e) {
            throw Failures.of(doing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CoordinationFailure(Kind.UNAVAILABLE, "could not " + doing + ": interrupted", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CoordinationFailure(Kind.UNEXPECTED, "could not " + doing, e);
        }
    }

    Optional<Node> read(String path) throws Exception {
        try {
            Stat stat = new Stat();
            byte[] data = curator.getData().storingStatIn(stat).forPath(path);
            return Optional.of(new Node(data, stat));
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        }
    }

    /** Reads, and has the watcher called once when the node changes, appears or goes. */
    Optional<Node> read(String path, CuratorWatcher watcher) throws Exception {
        // First this, since a read of a missing node leaves no watch.
        if (curator.checkExists().usingWatcher(watcher).forPath(path) == null) {
            return Optional.empty();
        }
        return read(path);
    }

    boolean exists(String path) throws Exception {
        return curator.checkExists().forPath(path) != null;
    }

    /** The names of the nodes under a directory; none when it is missing. */
    List<String> children(String path) throws Exception {
        try {
            return curator.getChildren().forPath(path);
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        }
    }

    /** @return false when it is there already */
    boolean tryCreateEphemeral(String path, byte[] data) throws Exception {
        try {
            curator.create().withMode(CreateMode.EPHEMERAL).forPath(path, data);
            return true;
        } catch (KeeperException.NodeExistsException e) {
            return false;
        }
    }

    /** @return false when it is gone or has changed */
    boolean tryDelete(String path, int version) throws Exception {
        try {
            curator.delete().withVersion(version).forPath(path);
            return true;
        } catch (KeeperException.NoNodeException | KeeperException.BadVersionException e) {
            return false;
        }
    }

    /** @throws CoordinationFailure TOO_LARGE */
    static byte[] sized(String what, byte[] data) {
        if (data.length > MAX_RECORD_BYTES) {
            throw new CoordinationFailure(
                    Kind.TOO_LARGE,
                    what + " is of " + data.length + " bytes and ZooKeeper takes " + MAX_RECORD_BYTES
                            + "; use fewer workers or executors");
        }
        return data;
    }
}
