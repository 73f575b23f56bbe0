package dev.gale.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.kernel.time.SystemClock;
import dev.gale.supervisor.Await;
import dev.gale.supervisor.TestWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class OsProcessLauncherTest {
    private static final int SIGKILL = 128 + 9;
    private static final int SIGTERM = 128 + 15;

    @TempDir
    private Path directory;

    private final OsProcessLauncher launcher = new OsProcessLauncher(SystemClock.INSTANCE);
    private final List<WorkerProcess> started = new ArrayList<>();

    @AfterEach
    void killAll() {
        started.forEach(WorkerProcess::kill);
        Await.until(() -> started.stream().noneMatch(WorkerProcess::isAlive), () -> "a process lives on");
    }

    @Test
    void shouldStartAProcessInItsDirectoryWithItsEnvironment() throws Exception {
        WorkerProcess process = launch("w1", "run");

        awaitLog("ready in " + directory.toRealPath() + " with [argument] and good day");
        assertThat(process.isAlive()).isTrue();
        assertThat(process.identity().startedAt())
                .isBeforeOrEqualTo(Instant.now().plusSeconds(2));
    }

    @Test
    void shouldTellTheExitCodeAtOnce() throws Exception {
        CompletableFuture<OptionalInt> code = exitCode(launch("w1", "fail"));

        Await.until(code::isDone, this::log);
        assertThat(code.join()).hasValue(13);
        assertThat(log()).contains("there is no such bolt");
    }

    @Test
    void shouldTellAnEndThatIsOver() throws Exception {
        WorkerProcess process = launch("w1", "fail");
        Await.until(() -> !process.isAlive(), this::log);

        CompletableFuture<OptionalInt> code = exitCode(process);

        Await.until(code::isDone, this::log);
        assertThat(code.join()).hasValue(13);
    }

    @Test
    void shouldLetAProcessCleanUpWhenItIsToldToStop() throws Exception {
        WorkerProcess process = launch("w1", "run");
        CompletableFuture<OptionalInt> code = exitCode(process);
        awaitLog("ready");

        process.terminate();

        Await.until(code::isDone, this::log);
        assertThat(code.join()).hasValue(SIGTERM);
        assertThat(log()).contains("cleaned up");
    }

    @Test
    void shouldKillAProcessThatDoesNotStop() throws Exception {
        WorkerProcess process = launch("w1", "ignore");
        CompletableFuture<OptionalInt> code = exitCode(process);
        awaitLog("ready");
        process.terminate();
        awaitLog("was asked to stop");
        assertThat(process.isAlive()).isTrue();

        process.kill();

        Await.until(code::isDone, this::log);
        assertThat(code.join()).hasValue(SIGKILL);
    }

    @Test
    void shouldKillWhatAProcessHasStarted() throws Exception {
        WorkerProcess process = launch("w1", "parent");
        awaitLog("ready");
        long child = Long.parseLong(log().lines()
                .filter(line -> line.startsWith("child "))
                .findFirst()
                .orElseThrow()
                .substring(6));

        process.kill();

        // One that nobody has asked for its exit code is still listed, without a command.
        Await.until(
                () -> ProcessHandle.of(child)
                        .flatMap(handle -> handle.info().command())
                        .isEmpty(),
                () -> ProcessHandle.of(child).map(ProcessHandle::info));
    }

    @Test
    void shouldFindAProcessByWhatWasWrittenDown() throws Exception {
        WorkerProcess process = launch("w1", "run");
        awaitLog("ready");

        WorkerProcess found =
                launcher.find("w1", Optional.of(process.identity())).orElseThrow();

        assertThat(found.identity()).isEqualTo(process.identity());
        assertThat(found.isChild()).isFalse();
        assertThat(found.isAlive()).isTrue();
        found.terminate();
        Await.until(() -> !found.isAlive(), this::log);
        assertThat(log()).contains("cleaned up");
        assertThat(launcher.find("w1", Optional.of(process.identity()))).isEmpty();
    }

    @Test
    void shouldFindAProcessOfWhichNothingWasWrittenDown() throws Exception {
        WorkerProcess process = launch("w1", "run");
        awaitLog("ready");

        assertThat(launcher.find("w1", Optional.empty()))
                .hasValueSatisfying(found -> assertThat(found.identity().pid())
                        .isEqualTo(process.identity().pid()));
        assertThat(launcher.find("w2", Optional.empty())).isEmpty();
    }

    @Test
    void shouldNotTakeAnotherProcessThatHasGotThePid() {
        ProcessHandle other = ProcessHandle.current();
        Instant startedAt = other.info().startInstant().orElseThrow();

        assertThat(launcher.find("w1", Optional.of(new ProcessIdentity(other.pid(), startedAt))))
                .isEmpty();
        assertThat(launcher.find("w1", Optional.of(new ProcessIdentity(other.pid(), startedAt.minusSeconds(60)))))
                .isEmpty();
    }

    @Test
    void shouldFailWhenThereIsNoSuchProgram() {
        LaunchSpec spec = new LaunchSpec(
                "w1", List.of("no-such-program", LaunchSpec.mark("w1")), Map.of(), directory, directory.resolve("log"));

        assertThatThrownBy(() -> launcher.launch(spec))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program");
    }

    @Test
    void shouldKeepTheLogOfAChattyProcessWithinBounds() throws Exception {
        launch("w1", "chat");
        RotatedLog log = new RotatedLog(directory.resolve("worker.log"));
        for (int i = 0; i < 5; i++) {
            Await.until(() -> isLonger(log, 100_000), this::log);
            log.rotateIfLonger(100_000, 2);
        }

        Await.until(() -> isLonger(log, 0), () -> "nothing is written any more");
        assertThat(directory.resolve("worker.log.1")).exists();
        assertThat(directory.resolve("worker.log.2")).exists();
        assertThat(directory.resolve("worker.log.3")).doesNotExist();
        assertThat(Files.size(directory.resolve("worker.log.1"))).isLessThanOrEqualTo(200_000);
        // The process goes on at the new end, not where it was.
        assertThat(log.lastLines(1, 1_000)).allMatch(line -> line.startsWith("line "));
    }

    private static boolean isLonger(RotatedLog log, long bytes) {
        try {
            return log.isLonger(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WorkerProcess launch(String workerId, String mode) throws IOException {
        List<String> command = new ArrayList<>(List.of(TestWorker.java(), LaunchSpec.mark(workerId)));
        command.addAll(TestWorker.options(mode));
        command.addAll(List.of("-cp", TestWorker.classPath(), TestWorker.class.getName(), "argument"));
        WorkerProcess process = launcher.launch(new LaunchSpec(
                workerId, command, Map.of("GREETING", "good day"), directory, directory.resolve("worker.log")));
        started.add(process);
        return process;
    }

    private static CompletableFuture<OptionalInt> exitCode(WorkerProcess process) {
        CompletableFuture<OptionalInt> code = new CompletableFuture<>();
        process.onExit(code::complete);
        return code;
    }

    private void awaitLog(String text) {
        Await.until(() -> log().contains(text), this::log);
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("worker.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
