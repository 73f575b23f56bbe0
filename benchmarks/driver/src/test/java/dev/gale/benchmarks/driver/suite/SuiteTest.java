package dev.gale.benchmarks.driver.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.harness.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    private static final String SOME = """
            {
              // All of them
              "jvmArgs": ["-Xmx2g"],
              "engines": {
                "gale": {"module": "gale", "main": "a.Gale"},
                "storm": {
                  "module": "storm",
                  "main": "a.Storm",
                  "jvmArgs": ["-Done=1"],
                  "jvmArgsByConfig": {"best": ["-XX:+UseParallelGC"]},
                  "warmUpTimes": 3
                }
              },
              "entries": [
                {"engine": "gale", "workload": "W2"},
                {"engine": "gale", "workload": "W3", "parallelism": "1/2/2"},
                {"engine": "storm", "workload": "W2", "config": "best", "jvmArgs": ["-Dtwo=2"]},
                {"engine": "storm", "workload": "W4", "rate": 50000},
                {"engine": "storm", "workload": "W6"}
              ]
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldReadEntriesAndFillInWhatIsLeftOut() throws IOException {
        Suite suite = read(SOME);

        assertThat(suite.entries())
                .extracting(entry -> entry.key().toString())
                .containsExactly(
                        "gale W2 default",
                        "gale W3 1/2/2 default",
                        "storm W2 best",
                        "storm W4 50000/s default",
                        "storm W6 10 bolts default");
        assertThat(suite.program(suite.entries().get(0)).main()).isEqualTo("a.Gale");
    }

    @Test
    void shouldJoinTheArgumentsOfTheJvm() throws IOException {
        Suite suite = read(SOME);

        assertThat(suite.warmUpTimes(suite.entries().get(0))).isEqualTo(1);
        assertThat(suite.warmUpTimes(suite.entries().get(2))).isEqualTo(3);
        assertThat(suite.jvmArgs(suite.entries().get(0))).containsExactly("-Xmx2g");
        assertThat(suite.jvmArgs(suite.entries().get(2)))
                .containsExactly("-Xmx2g", "-Done=1", "-XX:+UseParallelGC", "-Dtwo=2");
        assertThat(suite.jvmArgs(suite.entries().get(3))).containsExactly("-Xmx2g", "-Done=1");
    }

    @Test
    void shouldKeepOnlyWhatIsAskedFor() throws IOException {
        Suite suite = read(SOME);

        assertThat(suite.only(List.of("gale")).entries()).hasSize(2);
        assertThat(suite.only(List.of("w2", "W3")).entries()).hasSize(3);
        assertThat(suite.only(List.of("storm", "W2", "W4")).entries())
                .extracting(Entry::workload)
                .containsExactly(Workload.W2, Workload.W4);
        assertThat(suite.only(List.of("gale", "storm")).entries()).isEqualTo(suite.entries());
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThatThrownBy(() -> read(SOME).only(List.of("W9")))
                .hasMessageStartingWith("W9 is neither an engine of [gale, storm] nor a workload of W1, W2,");
        assertThatThrownBy(() -> read(SOME).only(List.of("gale", "W6"))).hasMessageContaining("nothing in the suite");
        assertThatThrownBy(() -> read(SOME.replace("\"rate\"", "\"speed\"")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("suite.json is no suite")
                .hasMessageContaining("speed");
        assertThatThrownBy(() -> read(SOME.replace("\"gale\", \"workload\": \"W2\"", "\"wind\", \"workload\": \"W2\"")))
                .hasMessageContaining("wind W2 default is on an engine that is not among [gale, storm]");
        assertThatThrownBy(() -> read(SOME.replace("\"W3\", \"parallelism\": \"1/2/2\"", "\"W2\"")))
                .hasMessageContaining("gale W2 default is there twice");
        assertThatThrownBy(() -> read(SOME.replace("1/2/2", "1/2"))).hasMessageContaining("such as 1/2/2");
    }

    @Test
    void shouldHaveASuiteWithEverythingThatTargetsNeed() throws IOException {
        Suite suite = Suite.builtIn();

        assertThat(suite.engines()).containsOnlyKeys("gale", "raw", "storm", "flink", "jet");
        assertThat(suite.entries())
                .extracting(Entry::key)
                .contains(
                        Key.of("gale", Workload.W2, "default"),
                        Key.of("storm", Workload.W3, "best").withParallelism("1/2/2"),
                        Key.of("jet", Workload.W4, "default").withRate(200_000),
                        Key.of("gale", Workload.W6, "packed-unfused").withStages(10));
    }

    private Suite read(String json) throws IOException {
        return Suite.read(Files.writeString(folder.resolve("suite.json"), json));
    }
}
