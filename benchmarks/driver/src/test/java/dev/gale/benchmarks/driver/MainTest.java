package dev.gale.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.harness.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPutResultsIntoTheDocumentation() throws IOException {
        Path results = Files.createDirectory(folder.resolve("results"));
        Samples.SUMMARY.write(results);
        Samples.result(Key.of("gale", Workload.W1, "default"), 20e6).write(results.resolve("one.json"));
        Path docs = Files.createDirectory(folder.resolve("docs"));
        Files.copy(repositoryRoot().resolve("docs/benchmarks.md"), docs.resolve("benchmarks.md"));

        int exitCode = Main.execute("report", "--results", results.toString(), "--docs", docs.toString());

        assertThat(exitCode).isZero();
        assertThat(docs.resolve("benchmarks.md")).content().contains("### W1: source -> sink, un-acked");
        assertThat(docs.resolve("benchmarks/w1.svg")).exists();
    }

    @Test
    void shouldEndWithACodeWhenItCannotDoWhatItIsToldTo() {
        assertThat(Main.execute("report", "--results", folder.toString())).isEqualTo(2);
        assertThat(Main.execute("run", "--only", "W99", "--home", folder.toString()))
                .isEqualTo(2);
        assertThat(Main.execute("run", "--rounds", "0", "--home", folder.toString()))
                .isEqualTo(2);
        assertThat(Main.execute("run", "--only", "gale", "--home", folder.toString()))
                .isEqualTo(2);
        assertThat(Main.execute("stop")).isEqualTo(2);
    }

    private static Path repositoryRoot() {
        return Path.of(System.getProperty("gale.repository.root", "../.."));
    }
}
