package dev.gale.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.memory.InMemoryCluster;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.kernel.time.SystemClock;
import dev.gale.supervisor.config.SupervisorConfig;
import dev.gale.supervisor.directory.WorkerExit;
import dev.gale.supervisor.launch.WorkerProgram;
import dev.gale.supervisor.slot.SlotReport;
import dev.gale.supervisor.slot.SlotState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The daemon with its threads, real processes and real HTTP; only the cluster's facts are in memory. */
@DisabledOnOs(OS.WINDOWS)
class SupervisorDaemonTest {
    // Never listened at: a test's worker has no transport.
    private static final int PORT = 6_700;
    /** Nobody is killed because a machine is slow. */
    private static final int STOP_LIMIT_SECONDS = 60;

    private static final int SHORT_STOP_LIMIT_SECONDS = 4;

    @TempDir
    private Path directory;

    private final InMemoryCluster cluster = new InMemoryCluster();
    private FakeApi api;
    private SimulatedNimbus nimbus;
    private CodeHash jar;
    private SupervisorDaemon daemon;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
        jar = api.code("not really a jar".getBytes(UTF_8));
        nimbus = new SimulatedNimbus(cluster, api.port());
        daemon = newDaemon();
        daemon.start();
        awaitRegistration();
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(daemon.stopWorkers(Duration.ofSeconds(30))).isTrue();
        daemon.close();
        api.close();
    }

    @Test
    void shouldRunAWorkerWithWhatItFetched() throws IOException {
        assign("run");

        String log = awaitLog("ready");
        assertThat(log).contains("--topology, words", "--port, " + PORT, "--code, ", "topology.jar");
        assertThat(report().pid().flatMap(ProcessHandle::of))
                .hasValueSatisfying(handle -> assertThat(handle.isAlive()).isTrue());
    }

    @Test
    void shouldLetAWorkerCleanUpWhenItsSlotIsTaken() throws IOException {
        assign("run");
        awaitLog("ready");

        nimbus.remove("words");

        WorkerExit exit = awaitExit();
        assertThat(exit.wasToldTo()).isTrue();
        assertThat(exit.lastLines()).contains("cleaned up");
        Await.until(() -> report().state() == SlotState.EMPTY, this::report);
        assertThat(api.posts()).isEmpty();
    }

    @Test
    void shouldReplaceAWorkerThatIsKilled() throws IOException {
        assign("run");
        awaitLog("ready");
        long pid = report().pid().orElseThrow();

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        Await.until(() -> report().pid().filter(next -> next != pid).isPresent(), this::report);
        WorkerExit exit = awaitExit();
        assertThat(exit.exitCode()).contains(137);
        assertThat(exit.wasToldTo()).isFalse();
    }

    @Test
    void shouldKillAWorkerThatDoesNotStop() throws IOException {
        restart(SHORT_STOP_LIMIT_SECONDS);
        assign("ignore");
        awaitLog("ready");

        nimbus.remove("words");

        WorkerExit exit = awaitExit();
        assertThat(exit.exitCode()).contains(137);
        assertThat(exit.lastLines()).contains("was asked to stop");
    }

    @Test
    void shouldSayWhyAWorkerCanNotStart() throws InterruptedException {
        assign("fail");

        FakeApi.Post report = api.takePost();
        assertThat(report.path()).isEqualTo("/api/v1/topology/words/errors");
        assertThat(report.body())
                .contains("exit code 13: could not start", "there is no such bolt", "\"port\":" + PORT);

        Await.until(() -> report().restarts() >= 2, this::report);
        assertThat(report().lastExit()).hasValueSatisfying(exit -> {
            assertThat(exit.meaning()).isEqualTo("exit code 13: could not start; its last lines say why");
            assertThat(exit.lastLines()).contains("there is no such bolt");
        });
    }

    @Test
    void shouldTakeItsWorkersOverAfterARestart() throws IOException {
        assign("run");
        awaitLog("ready");
        long pid = report().pid().orElseThrow();

        daemon.close();
        assertThat(ProcessHandle.of(pid))
                .hasValueSatisfying(handle -> assertThat(handle.isAlive()).isTrue());
        daemon = newDaemon();
        daemon.start();
        awaitRegistration();

        assertThat(report().pid()).contains(pid);
        nimbus.remove("words");
        WorkerExit exit = awaitExit();
        assertThat(exit.pid()).isEqualTo(pid);
        assertThat(exit.lastLines()).contains("cleaned up");
    }

    @Test
    void shouldKeepItsIdAcrossRestarts() throws IOException {
        SupervisorId before = id();

        daemon.close();
        daemon = newDaemon();
        daemon.start();
        awaitRegistration();

        assertThat(id()).isEqualTo(before);
    }

    @Test
    void shouldRefuseADirectoryThatAnotherSupervisorUses() {
        try (SupervisorDaemon second = newDaemon()) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another supervisor uses " + directory);
        }
    }

    @Test
    void shouldShowWhatItKeepsToNobodyElse() throws IOException {
        assign("run");
        awaitLog("ready");

        assertThat(Files.getPosixFilePermissions(workerFile("conf.json")))
                .noneMatch(permission -> permission.name().startsWith("OTHERS")
                        || permission.name().startsWith("GROUP"));
    }

    private void restart(int stopLimitSeconds) throws IOException {
        daemon.close();
        daemon = newDaemon(stopLimitSeconds);
        daemon.start();
        awaitRegistration();
    }

    private SupervisorDaemon newDaemon() {
        return newDaemon(STOP_LIMIT_SECONDS);
    }

    private SupervisorDaemon newDaemon(int stopLimitSeconds) {
        SupervisorConfig config = SupervisorConfig.from(Map.of(
                "storm.local.dir",
                directory.toString(),
                "supervisor.slots.ports",
                List.of(PORT),
                "supervisor.worker.shutdown.sleep.secs",
                stopLimitSeconds,
                "worker.childopts",
                TestWorker.options("none").subList(0, 3),
                "gale.supervisor.worker.restart.delay.ms",
                1));
        return new SupervisorDaemon(
                config,
                SystemClock.INSTANCE,
                callbacks -> cluster.newClient("supervisor", callbacks),
                new WorkerProgram(TestWorker.java(), TestWorker.classPath(), TestWorker.class.getName()));
    }

    private void assign(String mode) {
        nimbus.assign(
                "words",
                api.submission(Map.of("topology.worker.childopts", "-Dtest.mode=" + mode), jar),
                new Slot(id(), PORT));
    }

    private SupervisorId id() {
        return nimbus.supervisors().keySet().iterator().next();
    }

    private void awaitRegistration() {
        Await.until(() -> nimbus.supervisors().size() == 1 && !daemon.slots().isEmpty(), nimbus::supervisors);
    }

    private SlotReport report() {
        return daemon.slots().get(0);
    }

    private WorkerExit awaitExit() {
        Await.until(() -> report().lastExit().isPresent(), this::report);
        return report().lastExit().orElseThrow();
    }

    private String awaitLog(String text) throws IOException {
        Await.until(() -> report().workerId().isPresent() && Files.exists(workerFile("worker.log")), this::report);
        Path log = workerFile("worker.log");
        Await.until(() -> lines(log).contains(text), () -> lines(log));
        return lines(log);
    }

    private static String lines(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path workerFile(String name) {
        return directory
                .resolve("workers")
                .resolve(report().workerId().orElseThrow())
                .resolve(name);
    }
}
