package dev.gale.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.coordination.embedded.EmbeddedZooKeeper;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.zookeeper.ZooKeeperClusterState;
import dev.gale.kernel.time.SystemClock;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.supervisor.slot.SlotReport;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichSpout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor as it is run, with Gale's own worker: that the two understand each other. */
@DisabledOnOs(OS.WINDOWS)
class RealWorkerTest {
    @TempDir
    private Path directory;

    private EmbeddedZooKeeper zooKeeper;
    private FakeApi api;
    private SimulatedNimbus nimbus;
    private SupervisorDaemon daemon;
    private Slot slot;
    private CodeHash submission;

    /** Writes down what is done with it. */
    static final class Diary extends BaseRichSpout {
        private static final long serialVersionUID = 1L;

        private final String file;
        private int task;

        Diary(Path file) {
            this.file = file.toString();
        }

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            task = context.getThisTaskId();
            write("opened");
        }

        @Override
        public void nextTuple() {}

        @Override
        public void close() {
            write("closed");
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}

        private void write(String what) {
            try {
                Files.writeString(
                        Path.of(file),
                        what + " " + task + " by " + ProcessHandle.current().pid() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        zooKeeper = new EmbeddedZooKeeper(
                directory.resolve("zookeeper"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofSeconds(2));
        zooKeeper.start();
        int port = freePort();
        Map<String, Object> configuration = Map.of(
                "storm.local.dir",
                directory.resolve("local").toString(),
                "storm.zookeeper.servers",
                List.of(zooKeeper.connectString()),
                "storm.zookeeper.session.timeout",
                40_000,
                "supervisor.slots.ports",
                List.of(port),
                "supervisor.worker.shutdown.sleep.secs",
                60,
                "worker.childopts",
                "-Xmx64m -XX:TieredStopAtLevel=1");
        api = new FakeApi();
        CoordinationSettings settings = CoordinationSettings.from(configuration);
        nimbus = new SimulatedNimbus(callbacks -> new ZooKeeperClusterState(settings, callbacks), api.port());
        daemon = new SupervisorDaemon(configuration, SystemClock.INSTANCE);
        daemon.start();
        Await.until(() -> nimbus.supervisors().size() == 1, nimbus::supervisors);
        slot = new Slot(nimbus.supervisors().keySet().iterator().next(), port);
        TopologyBuilder topology = new TopologyBuilder();
        topology.setSpout("diary", new Diary(diary()), 2).setNumTasks(2);
        submission = api.submission(Map.of(), topology.createTopology(), null);
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(daemon.stopWorkers(Duration.ofSeconds(30))).isTrue();
        daemon.close();
        nimbus.close();
        api.close();
        zooKeeper.close();
    }

    @Test
    void shouldStartItReplaceItAtOnceWhenItHasOtherExecutorsAndStopIt() throws Exception {
        assign(new ExecutorId(1, 1));
        Await.until(() -> read().contains("opened 1"), this::log);
        long before = report().pid().orElseThrow();

        assign(new ExecutorId(1, 1), new ExecutorId(2, 2));
        Await.until(() -> read().contains("opened 2"), this::log);

        long after = report().pid().orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(report().lastExit().orElseThrow().exitCode()).contains(21);
        assertThat(report().restarts()).isZero();

        assertThat(daemon.stopWorkers(Duration.ofSeconds(30))).isTrue();

        assertThat(read()).contains("closed 1 by " + after, "closed 2 by " + after);
        Await.until(() -> report().workerId().isEmpty(), this::report);
        assertThat(report().lastExit().orElseThrow().exitCode()).contains(0);
        assertThat(api.posts()).noneMatch(post -> post.path().endsWith("/errors"));
    }

    private void assign(ExecutorId... executors) {
        nimbus.assign("words", submission, Map.of(slot, List.of(executors)));
    }

    private SlotReport report() {
        return daemon.slots().get(0);
    }

    private Path diary() {
        return directory.resolve("diary");
    }

    private String read() {
        try {
            return Files.exists(diary()) ? Files.readString(diary()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For people, when it fails. */
    private String log() {
        StringBuilder all = new StringBuilder(report() + "\n" + read());
        try (var logs = Files.walk(directory.resolve("local/workers"))) {
            for (Path log : logs.filter(file -> file.endsWith("worker.log")).toList()) {
                all.append(Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
