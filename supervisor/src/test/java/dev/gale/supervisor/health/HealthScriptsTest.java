package dev.gale.supervisor.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.supervisor.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class HealthScriptsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void shouldFindNothingWrongWhenAllScriptsAgree() throws IOException {
        script("disk", "echo fine; echo no ERROR at the beginning");
        script("memory", "exit 0");

        assertThat(new HealthScripts(directory, LONG, true).problems()).isEmpty();
    }

    @Test
    void shouldTellWhichScriptExitedWithAnotherCode() throws IOException {
        script("disk", "exit 3");
        script("memory", "echo ERROR half is gone; exit 4");

        assertThat(new HealthScripts(directory, LONG, true).problems())
                .containsExactly(
                        "health check disk exited with code 3",
                        "health check memory exited with code 4: ERROR half is gone");
    }

    @Test
    void shouldTellWhatAScriptCallsAnError() throws IOException {
        script("disk", "echo fine; echo ERROR full");

        assertThat(new HealthScripts(directory, LONG, true).problems())
                .containsExactly("health check disk wrote \"ERROR full\"");
    }

    @Test
    void shouldEndAScriptThatTakesTooLong() throws IOException {
        script("slow", "tail -f /dev/null");

        assertThat(new HealthScripts(directory, Duration.ofMillis(50), true).problems())
                .singleElement()
                .asString()
                .startsWith("health check slow took longer than 50 ms");
        assertThat(new HealthScripts(directory, Duration.ofMillis(50), false).problems())
                .isEmpty();
        Await.until(
                () -> ProcessHandle.current().descendants().noneMatch(HealthScriptsTest::isCommanded),
                () -> "a script lives on");
    }

    @Test
    void shouldPassOverWhatIsNotExecutable() throws IOException {
        Files.writeString(directory.resolve("README"), "These are health checks.");

        assertThat(new HealthScripts(directory, LONG, true).problems()).isEmpty();
    }

    @Test
    void shouldSayWhenThereIsNoSuchDirectory() {
        assertThat(new HealthScripts(directory.resolve("none"), LONG, true).problems())
                .singleElement()
                .asString()
                .contains("set storm.health.check.dir");
    }

    @Test
    void shouldGiveAScriptNoShellToRunItsNameIn() throws IOException {
        script("a b; touch c", "exit 0");

        assertThat(new HealthScripts(directory, LONG, true).problems()).isEmpty();
        assertThat(directory.resolve("c")).doesNotExist();
    }

    /** One that nobody has asked for its exit code is still listed, without a command. */
    private static boolean isCommanded(ProcessHandle process) {
        return process.info().command().isPresent();
    }

    private void script(String name, String body) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
