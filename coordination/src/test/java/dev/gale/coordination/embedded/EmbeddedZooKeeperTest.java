package dev.gale.coordination.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedZooKeeperTest {
    private static final Duration TICK = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    private EmbeddedZooKeeper newServer(int port) {
        return new EmbeddedZooKeeper(directory, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TICK);
    }

    @Test
    void shouldKeepWhatWasWrittenWhenItIsStartedAgain() throws Exception {
        try (EmbeddedZooKeeper first = newServer(0)) {
            first.start();
            try (CuratorFramework client = connect(first)) {
                client.create().forPath("/kept", "value".getBytes(StandardCharsets.UTF_8));
            }
        }

        try (EmbeddedZooKeeper second = newServer(0)) {
            second.start();
            try (CuratorFramework client = connect(second)) {
                assertThat(client.getData().forPath("/kept")).asString().isEqualTo("value");
            }
        }
    }

    @Test
    void shouldSayWhereItListens() throws Exception {
        try (EmbeddedZooKeeper server = newServer(0)) {
            server.start();

            assertThat(server.connectString()).isEqualTo("127.0.0.1:" + server.port());
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherUses() throws Exception {
        try (EmbeddedZooKeeper first = newServer(0);
                EmbeddedZooKeeper second = newServer(0)) {
            first.start();

            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another ZooKeeper uses " + directory);
        }
        try (EmbeddedZooKeeper third = newServer(0)) {
            third.start();
        }
    }

    @Test
    void shouldRefuseAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedZooKeeper server = newServer(taken.getLocalPort())) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void shouldRefuseAFileForADirectory() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        try (EmbeddedZooKeeper server =
                new EmbeddedZooKeeper(file, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TICK)) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is a file")
                    .hasMessageContaining("needs a directory");
        }
    }

    @Test
    void shouldLeaveNoThreadWhenItIsClosed() throws Exception {
        int before = Thread.activeCount();
        try (EmbeddedZooKeeper server = newServer(0)) {
            server.start();
            assertThat(Thread.activeCount()).isGreaterThan(before);
        }

        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (Thread.activeCount() > before && System.nanoTime() - endNs < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before);
    }

    private static CuratorFramework connect(EmbeddedZooKeeper server) {
        CuratorFramework client = CuratorFrameworkFactory.newClient(server.connectString(), new RetryNTimes(10, 100));
        client.start();
        return client;
    }
}
