package dev.gale.benchmarks.driver.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {
    @TempDir
    private Path folder;

    private void write(String unit, String error, String secondary) throws IOException {
        Files.writeString(folder.resolve(Part.FILE), """
                [{"jmhVersion": "1.37", "benchmark": "dev.gale.benchmarks.parts.LedgerBenchmark.later", "mode": "avgt",
                  "forks": 1, "vmName": "Some JVM", "vmVersion": "17.0.1",
                  "warmupIterations": 3, "warmupTime": "1 s", "measurementIterations": 5, "measurementTime": "2 s",
                  "params": {"pending": "8192"},
                  "primaryMetric": {"score": 12.5, "scoreError": %s, "scoreUnit": "%s"},
                  "secondaryMetrics": {%s}}]
                """.formatted(error, unit, secondary));
    }

    @Test
    void shouldReadWhatJmhWrites() throws IOException {
        write("ns/op", "0.25", "\"gc.alloc.rate.norm\": {\"score\": 40.5, \"scoreUnit\": \"B/op\"}");

        assertThat(Part.readAll(folder))
                .containsExactly(new Part(
                        "Ledger.later, pending=8192",
                        12.5,
                        OptionalDouble.of(0.25),
                        OptionalDouble.of(40.5),
                        "1 fork, warm-up 3 x 1 s, measured 5 x 2 s, Some JVM 17.0.1"));
    }

    @Test
    void shouldDoWithoutErrorAndAllocationWhenTheyAreNotThere() throws IOException {
        write("ns/op", "\"NaN\"", "");

        assertThat(Part.readAll(folder)).singleElement().satisfies(part -> {
            assertThat(part.errorNanos()).isEmpty();
            assertThat(part.bytes()).isEmpty();
        });
    }

    @Test
    void shouldReadNothingWhenThereIsNoFile() throws IOException {
        assertThat(Part.readAll(folder)).isEmpty();
    }

    @Test
    void shouldRefuseWhatItCannotCompare() throws IOException {
        write("ops/s", "1", "");

        assertThatThrownBy(() -> Part.readAll(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is measured in ops/s, not in ns/op");

        Files.writeString(folder.resolve(Part.FILE), "no JSON");
        assertThatThrownBy(() -> Part.readAll(folder)).isInstanceOf(IOException.class);
    }
}
