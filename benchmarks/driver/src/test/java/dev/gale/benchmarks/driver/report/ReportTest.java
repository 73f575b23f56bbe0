package dev.gale.benchmarks.driver.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.benchmarks.driver.Samples;
import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.driver.results.Part;
import dev.gale.benchmarks.driver.results.Results;
import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import dev.gale.benchmarks.harness.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Key W2 = Key.of("gale", Workload.W2, "default");
    private static final Key W4 = Key.of("gale", Workload.W4, "default").withRate(50_000);
    private static final Latency LATENCY = new Latency(41, 60, 120, 1500, 9000, 400_000);

    private final Report report = new Report(new Results(
            Samples.SUMMARY,
            List.of(
                    Samples.result(W2, 20e6),
                    Samples.result(W2, 22e6),
                    Samples.result(W2.with("storm", "best"), 2e6),
                    Samples.result(Key.of("raw", Workload.HOP, "batch-1"), 30e6),
                    Samples.result(W4, 50_000, 0.25, 300, Map.of(), LATENCY),
                    Samples.result(
                            Key.of("gale", Workload.W7, "default"), 0, 0.004, 0, Map.of("galeThreads", 5.0), null),
                    Samples.result(
                            Key.of("gale", Workload.START, "default"),
                            20,
                            1,
                            0,
                            Map.of("warmMillis", 12.0, "coldMillis", 300.0),
                            null))));

    @TempDir
    private Path docs;

    @Test
    void shouldTellCircumstancesAndFailures() {
        assertThat(report.forTerminal())
                .contains("commit `0123456789ab-dirty`: 3 rounds")
                .contains("Machine: Some CPU, 2 cores, 16 GB of memory, Linux 6. Some JVM 17.")
                .contains("- jet W1 default: exit code 1: a \\| b (rounds 1, 3)\n");
    }

    @Test
    void shouldTabulateThroughputWithRangesAndRatios() {
        assertThat(report.forTerminal())
                .contains("### W2: source -> identity -> sink, acked")
                .contains("| gale default | 21 M [20 M – 22 M] | 0.0716 | 1.5 | 200 | 10.5x |")
                .contains("| storm best | 2 M | 0.75 | 1.5 | 200 | 1x |")
                .contains("| raw batch-1 | 30 M | 0.05 | 1.5 | 200 |\n")
                .doesNotContain("![");
    }

    @Test
    void shouldTabulateTheOtherWorkloads() {
        assertThat(report.forTerminal())
                .contains("### W4 50000/s: W2 at a fixed rate")
                .contains("| gale default | 41 | 120 | 1500 | 9000 | – | 41 | 120 | 1500 | 9000 | 0.25 | 300 |")
                .contains("| gale default | 0.004 | 5 | 20 | – | – | – |")
                .contains("| gale default | 300 | – | 12 | – | – |")
                .contains("| gale 1.2, default | W2, W4 50000/s, W7 idle, START | some.setting=some-value | -Xmx2g |");
    }

    @Test
    void shouldTabulatePartsWhenTheyWereMeasured() {
        Report withParts = new Report(new Results(
                Samples.SUMMARY,
                List.of(Samples.result(W2, 20e6)),
                List.of(
                        new Part("Inbox.batchOf1", 12.345, OptionalDouble.of(0.5), OptionalDouble.of(40.001), "1 JVM"),
                        new Part(
                                "Ledger.later, pending=1", 9, OptionalDouble.empty(), OptionalDouble.of(1e-6), "1 JVM"),
                        new Part("Codec.both", 900, OptionalDouble.of(9), OptionalDouble.empty(), "1 JVM"))));

        assertThat(withParts.forDocument("plots"))
                .contains(
                        "### Parts\n\nSteps of a tuple's way by themselves, on one thread. 1 JVM.\n\n| part | ns/op |")
                .contains("| Inbox.batchOf1 | 12.3 | 0.5 | 40 |\n")
                .contains("| Ledger.later, pending=1 | 9 | – | 0 |\n")
                .contains("| Codec.both | 900 | 9 | – |\n");
        assertThat(report.forDocument("plots")).doesNotContain("### Parts");
    }

    @Test
    void shouldJudgeTargets() {
        assertThat(report.forTerminal())
                .contains("| acked, against Storm tuned | gale W2 default / storm W2 best | ≥ 20x | 10.5x | **no** |")
                .contains("| usual time to the ack | gale W4 50000/s default, acked p50 (us) | ≤ 60 us | 41 us | yes |")
                .doesNotContain("not measured");
        assertThat(report.forDocument("plots"))
                .contains("| acked, against Jet | gale W2 default / jet W2 default | ≥ 2.5x | – | not measured |");
    }

    @Test
    void shouldReplaceWhatIsBetweenTheMarksAndThePlots() throws IOException {
        Files.writeString(
                docs.resolve("benchmarks.md"),
                "before\n" + Document.BEGIN + "\nan earlier report\n" + Document.END + "\nafter\n");
        Files.createDirectories(docs.resolve("benchmarks"));
        Files.writeString(docs.resolve("benchmarks/old.svg"), "");

        new Document(docs).update(report);
        new Document(docs).update(report);

        assertThat(docs.resolve("benchmarks.md"))
                .content()
                .startsWith("before\n" + Document.BEGIN + "\n\nRun from")
                .endsWith("|\n\n" + Document.END + "\nafter\n")
                .contains("![W2](benchmarks/w2.svg)")
                .contains("![W4 50000/s](benchmarks/w4-50000-s.svg)")
                .doesNotContain("an earlier report");
        assertThat(docs.resolve("benchmarks")).isDirectoryContaining("glob:**/w2.svg");
        try (var files = Files.list(docs.resolve("benchmarks"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("w2.svg", "hop.svg", "w4-50000-s.svg");
        }
    }

    @Test
    void shouldRefuseADocumentWithoutMarks() throws IOException {
        Files.writeString(docs.resolve("benchmarks.md"), "text\n");

        assertThatThrownBy(() -> new Document(docs).update(report))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must have the lines");
        assertThat(docs.resolve("benchmarks.md")).hasContent("text\n");
    }
}
