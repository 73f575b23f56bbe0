package dev.gale.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.coordination.embedded.EmbeddedZooKeeper;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.zookeeper.ZooKeeperClusterState;
import dev.gale.kernel.time.SystemClock;
import dev.gale.supervisor.config.SupervisorConfig;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.WorkerDirectory;
import dev.gale.supervisor.launch.WorkerProgram;
import dev.gale.supervisor.process.ProcessIdentity;
import dev.gale.supervisor.slot.SlotReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor in a JVM of its own, on a real ZooKeeper, killed by signal 9; the next one on its directory runs in this JVM. */
@DisabledOnOs(OS.WINDOWS)
class SupervisorDeathTest {
    // Never listened at: a test's worker has no transport.
    private static final int PORT = 6_700;

    @TempDir
    private Path directory;

    private EmbeddedZooKeeper zooKeeper;
    private FakeApi api;
    private SimulatedNimbus nimbus;
    private Process first;
    private SupervisorDaemon second;

    /** What the first supervisor's JVM runs. */
    static final class FirstSupervisor {
        private FirstSupervisor() {}

        public static void main(String[] arguments) throws Exception {
            newDaemon(configuration(Path.of(arguments[0]), arguments[1])).start();
            new CountDownLatch(1).await();
        }
    }

    @BeforeEach
    void start() throws IOException {
        zooKeeper = new EmbeddedZooKeeper(
                directory.resolve("zookeeper"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofSeconds(2));
        zooKeeper.start();
        api = new FakeApi();
        CoordinationSettings settings = CoordinationSettings.from(configuration());
        nimbus = new SimulatedNimbus(callbacks -> new ZooKeeperClusterState(settings, callbacks), api.port());
        second = newDaemon(configuration());
        first = new ProcessBuilder(
                        TestWorker.java(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstSupervisor.class.getName(),
                        directory.toString(),
                        zooKeeper.connectString())
                .inheritIO()
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        first.destroyForcibly().waitFor();
        if (second.slots().isEmpty()) {
            startSecond();
        }
        assertThat(second.stopWorkers(Duration.ofSeconds(30))).isTrue();
        second.close();
        nimbus.close();
        api.close();
        zooKeeper.close();
    }

    @Test
    void shouldLeaveItsWorkersToTheNextSupervisorWhenItIsKilled() throws Exception {
        Await.until(() -> nimbus.supervisors().size() == 1, nimbus::supervisors);
        SupervisorId id = nimbus.supervisors().keySet().iterator().next();
        nimbus.assign(
                "words",
                api.submission(
                        Map.of("topology.worker.childopts", "-Dtest.mode=run"),
                        api.code("not really a jar".getBytes(UTF_8))),
                new Slot(id, PORT));
        Await.until(() -> log().contains("ready"), this::log);
        long pid = process().orElseThrow().pid();

        first.destroyForcibly().waitFor();
        startSecond();

        Await.until(() -> report().pid().isPresent(), this::report);
        assertThat(report().pid()).contains(pid);
        assertThat(ProcessHandle.of(pid))
                .hasValueSatisfying(worker -> assertThat(worker.isAlive()).isTrue());
        Await.until(() -> nimbus.supervisors().containsKey(id), nimbus::supervisors);
        nimbus.remove("words");
        Await.until(() -> report().lastExit().isPresent(), this::report);
        // What it wrote after its first supervisor's death.
        assertThat(report().lastExit().orElseThrow().lastLines()).contains("cleaned up");
    }

    private void startSecond() {
        try {
            second.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(() -> !second.slots().isEmpty(), () -> "the second supervisor doesn't start");
    }

    private Map<String, Object> configuration() {
        return configuration(directory, zooKeeper.connectString());
    }

    private static Map<String, Object> configuration(Path directory, String zooKeeper) {
        return Map.of(
                "storm.local.dir",
                directory.resolve("local").toString(),
                "storm.zookeeper.servers",
                List.of(zooKeeper),
                // No session ends because a machine is slow; the second supervisor takes the place of the first at
                // once.
                "storm.zookeeper.session.timeout",
                40_000,
                "supervisor.worker.shutdown.sleep.secs",
                60,
                "supervisor.slots.ports",
                List.of(PORT),
                "worker.childopts",
                TestWorker.options("none").subList(0, 3));
    }

    private static SupervisorDaemon newDaemon(Map<String, Object> configuration) {
        CoordinationSettings settings = CoordinationSettings.from(configuration);
        return new SupervisorDaemon(
                SupervisorConfig.from(configuration),
                SystemClock.INSTANCE,
                callbacks -> new ZooKeeperClusterState(settings, callbacks),
                new WorkerProgram(TestWorker.java(), TestWorker.classPath(), TestWorker.class.getName()));
    }

    private SlotReport report() {
        return second.slots().get(0);
    }

    private Optional<WorkerDirectory> worker() throws IOException {
        return new LocalDirectory(directory.resolve("local")).workers().stream().findFirst();
    }

    private Optional<ProcessIdentity> process() throws IOException {
        Optional<WorkerDirectory> worker = worker();
        return worker.isPresent() ? worker.get().process() : Optional.empty();
    }

    private String log() {
        try {
            Optional<WorkerDirectory> worker = worker();
            return worker.isPresent() ? String.join("\n", worker.get().log().lastLines(50, 10_000)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
