package dev.gale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program in a JVM of its own that is asked to end by a signal. */
@Timeout(120)
class InterruptedProgramTest {
    /** What a shell shows for a program that SIGTERM has ended. */
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals, and destroy ends a process at once")
    void shouldPrintWhatItHasCountedBeforeItEnds() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "again and again\n");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dgale.terminal=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WordCount.class.getName(),
                        "--input",
                        text.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            awaitProgress(process, err);

            process.destroy();

            assertThat(process.waitFor()).isEqualTo(TERMINATED);
            List<String> printed = Files.readAllLines(out);
            assertThat(printed.get(0)).endsWith("count  word");
            assertThat(printed.get(1)).endsWith("  again");
            assertThat(printed.get(2)).endsWith("  and");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The first progress is shown when tuples flow. */
    private static void awaitProgress(Process process, Path err) throws Exception {
        while (!Files.readString(err).contains("tuples/s")) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
                    .as("the program ended by itself: %s", Files.readString(err))
                    .isFalse();
        }
    }
}
