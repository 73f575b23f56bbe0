package dev.gale.coordination.zookeeper;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.ClusterUnderTest;
import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.coordination.embedded.EmbeddedZooKeeper;
import dev.gale.coordination.embedded.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.ZKUtil;

/** A server, and a gateway to it for each client. */
final class ZooKeeperUnderTest implements ClusterUnderTest {
    static final String ROOT = "/gale/test";
    /** Long sessions: tests end them at the server, and none must end because a machine is slow. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private final Path directory;
    private final Map<ClusterState, Gateway> gateways = new HashMap<>();
    private final Duration tick;
    private EmbeddedZooKeeper server;
    /** Where it listened before it was stopped. */
    private int port;

    ZooKeeperUnderTest(Path directory) throws IOException {
        this(directory, TICK);
    }

    ZooKeeperUnderTest(Path directory, Duration tick) throws IOException {
        this.directory = directory;
        this.tick = tick;
        server = startServer(0);
    }

    private EmbeddedZooKeeper startServer(int port) throws IOException {
        EmbeddedZooKeeper started =
                new EmbeddedZooKeeper(directory, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), tick);
        started.start();
        return started;
    }

    int port() {
        return server.port();
    }

    /** Settings that lead to this address. */
    static Map<String, Object> configuration(int port) {
        return Map.of(
                "storm.zookeeper.servers",
                List.of("127.0.0.1:" + port),
                "storm.zookeeper.root",
                ROOT,
                "storm.zookeeper.session.timeout",
                40_000,
                "storm.zookeeper.retry.interval",
                50);
    }

    @Override
    public ClusterState newClient(String name, Executor callbacks) {
        try {
            Gateway gateway = new Gateway(server.port());
            ClusterState client =
                    new ZooKeeperClusterState(CoordinationSettings.from(configuration(gateway.port())), callbacks);
            gateways.put(client, gateway);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void suspend(ClusterState client) {
        gateways.get(client).cut();
    }

    @Override
    public void resume(ClusterState client) {
        gateways.get(client).mend();
    }

    @Override
    public void expire(ClusterState client) throws Exception {
        Sessions.expire(server, ((ZooKeeperClusterState) client).sessionId());
    }

    @Override
    public void stop() {
        port = server.port();
        server.close();
    }

    @Override
    public void restart() throws IOException {
        server = startServer(port);
    }

    @Override
    public int entries() throws Exception {
        try (CuratorFramework curator = newCurator()) {
            return ZKUtil.listSubTreeBFS(curator.getZookeeperClient().getZooKeeper(), ROOT)
                    .size();
        }
    }

    /** A bare client, for looking at nodes and spoiling them. */
    CuratorFramework newCurator() {
        CuratorFramework curator = CuratorFrameworkFactory.newClient(server.connectString(), new RetryNTimes(10, 100));
        curator.start();
        return curator;
    }

    @Override
    public void close() throws IOException {
        for (Gateway gateway : gateways.values()) {
            gateway.close();
        }
        server.close();
    }
}
