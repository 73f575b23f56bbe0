package dev.gale.cli.daemon;

import dev.gale.coordination.embedded.EmbeddedZooKeeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A ZooKeeper server for one machine, which only that machine can reach. */
public final class ZooKeeperProcess implements Daemon {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final EmbeddedZooKeeper server;

    /**
     * @param data where it keeps its data; made if missing
     * @param port 0 takes any that is free
     */
    public ZooKeeperProcess(Path data, int port) {
        server = new EmbeddedZooKeeper(data, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TICK);
    }

    @Override
    public void start() throws IOException {
        server.start();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Host and port, as {@code storm.zookeeper.servers} wants them; after the start. */
    public String address() {
        return server.connectString();
    }

    @Override
    public void close() {
        server.close();
    }
}
