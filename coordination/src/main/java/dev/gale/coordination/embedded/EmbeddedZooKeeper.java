package dev.gale.coordination.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.apache.zookeeper.server.DatadirCleanupManager;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ZooKeeper server in this process, keeping its data in a directory: what a cluster on a single machine needs. A
 * cluster on several machines has an ensemble of its own.
 *
 * <p>{@link #start} once, then {@link #close}; what was written is there again when another is started on the same
 * directory. Its administration server and its four-letter words stay off.
 */
public final class EmbeddedZooKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedZooKeeper.class);

    /** More than the daemons and workers of a machine have. */
    private static final int MAX_CONNECTIONS_PER_HOST = 1_000;

    private static final int SNAPSHOTS_TO_KEEP = 3;
    private static final int CLEAN_UP_EVERY_HOURS = 1;

    private final Path directory;
    private final InetSocketAddress address;
    private final Duration tick;

    private FileChannel lockFile;
    private ZooKeeperServer server;
    private ServerCnxnFactory connections;
    private DatadirCleanupManager cleanup;

    /**
     * @param directory where the data lies; made if missing
     * @param address where to listen; port 0 takes any that is free
     * @param tick the server's unit of time: sessions time out after 2 of it at the soonest and 20 at the latest
     */
    public EmbeddedZooKeeper(Path directory, InetSocketAddress address, Duration tick) {
        if (tick.toMillis() < 1) {
            throw new IllegalArgumentException("the tick must be a millisecond at least, found " + tick);
        }
        this.directory = directory;
        this.address = address;
        this.tick = tick;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the directory can't be used or the port is taken; the message says what to do
     */
    public synchronized void start() throws IOException {
        if (lockFile != null) {
            throw new IllegalStateException("started already");
        }
        try {
            takeDirectory();
            // The same directory for snapshots and log, as by default; the server makes its subdirectories.
            server = new ZooKeeperServer(directory.toFile(), directory.toFile(), Math.toIntExact(tick.toMillis()));
            try {
                connections = ServerCnxnFactory.createFactory(address, MAX_CONNECTIONS_PER_HOST);
            } catch (BindException e) {
                throw new IOException(
                        "can't listen on " + address + ": " + e.getMessage()
                                + "; choose another port, or 0 for any that is free",
                        e);
            }
            connections.startup(server);
            cleanup = new DatadirCleanupManager(
                    directory.toFile(), directory.toFile(), SNAPSHOTS_TO_KEEP, CLEAN_UP_EVERY_HOURS);
            cleanup.start();
            LOG.info("ZooKeeper listens on {} and keeps its data in {}", connectString(), directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("interrupted while ZooKeeper started", e);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Two servers on one directory would destroy its data, and the server itself doesn't look. */
    private void takeDirectory() throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(directory + " is a file; ZooKeeper's data needs a directory, name another", e);
        }
        lockFile =
                FileChannel.open(directory.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new IOException("another ZooKeeper uses " + directory + "; stop it or name another directory");
        }
    }

    /** The port it listens on. */
    public synchronized int port() {
        if (connections == null) {
            throw new IllegalStateException("not started");
        }
        return connections.getLocalPort();
    }

    /** Host and port, as clients want them. */
    public String connectString() {
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** Ends a session as if its client had been silent for too long. */
    synchronized void expireSession(long sessionId) {
        server.closeSession(sessionId);
    }

    /** Stops; what was acknowledged is on disk. Without effect when it doesn't run. */
    @Override
    public synchronized void close() {
        if (cleanup != null) {
            cleanup.shutdown();
            cleanup = null;
        }
        if (connections != null) {
            connections.shutdown();
            connections = null;
        }
        if (server != null) {
            // Once more for a server whose factory never got to it; without effect otherwise.
            server.shutdown(true);
            server = null;
        }
        if (lockFile != null) {
            try {
                lockFile.close();
            } catch (IOException e) {
                LOG.warn("could not release {}", directory, e);
            }
            lockFile = null;
        }
    }
}
