package dev.gale.supervisor.process;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedLogTest {
    @TempDir
    private Path directory;

    private Path file;
    private RotatedLog log;

    @BeforeEach
    void name() {
        file = directory.resolve("worker.log");
        log = new RotatedLog(file);
    }

    @Test
    void shouldLeaveAShortLogAlone() throws IOException {
        Files.writeString(file, "short\n");

        assertThat(log.rotateIfLonger(100, 2)).isFalse();
        assertThat(file).hasContent("short\n");
    }

    @Test
    void shouldLeaveAMissingLogAlone() throws IOException {
        assertThat(log.rotateIfLonger(100, 2)).isFalse();
        assertThat(log.lastLines(10, 100)).isEmpty();
    }

    @Test
    void shouldGoOnInTheSameFileForWhoeverAppendsToIt() throws IOException {
        try (OutputStream out = Files.newOutputStream(file, CREATE, APPEND)) {
            out.write("before\n".repeat(20).getBytes(StandardCharsets.UTF_8));
            assertThat(log.rotateIfLonger(100, 2)).isTrue();
            out.write("after\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(file).hasContent("after\n");
    }

    @Test
    void shouldKeepTheNewestOfThoseItPutAside() throws IOException {
        for (int i = 1; i <= 5; i++) {
            Files.writeString(file, (i + "\n").repeat(5));
            log.rotateIfLonger(8, 2);
        }

        assertThat(directory.resolve("worker.log.1")).content().endsWith("5\n");
        assertThat(directory.resolve("worker.log.2")).content().endsWith("4\n");
        assertThat(directory.resolve("worker.log.3")).doesNotExist();
    }

    @Test
    void shouldKeepTheEndOfALogThatGrewWhileNobodyLooked() throws IOException {
        Files.writeString(file, "x".repeat(10_000) + "end");

        log.rotateIfLonger(100, 2);

        assertThat(directory.resolve("worker.log.1")).hasSize(100).content().endsWith("end");
        assertThat(file).isEmptyFile();
    }

    @Test
    void shouldShowTheLastLinesOnly() throws IOException {
        Files.writeString(file, "1\n2\n3\n4\n");

        assertThat(log.lastLines(2, 1_000)).containsExactly("3", "4");
    }

    @Test
    void shouldLeaveOutALineThatBeginsTooEarly() throws IOException {
        Files.writeString(file, "a long line\nshort\n");

        assertThat(log.lastLines(10, 10)).containsExactly("short");
    }

    @Test
    void shouldReadOnIntoTheLogThatWasJustPutAside() throws IOException {
        Files.writeString(directory.resolve("worker.log.1"), "1\n2\n");
        Files.writeString(file, "3\n");

        assertThat(log.lastLines(2, 1_000)).containsExactly("2", "3");
    }

    @Test
    void shouldShowWhatIsNoTextAsWellAsItCan() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, 'a', '\n', 'b'});

        assertThat(log.lastLines(10, 1_000)).containsExactly("\ufffda", "b");
    }
}
