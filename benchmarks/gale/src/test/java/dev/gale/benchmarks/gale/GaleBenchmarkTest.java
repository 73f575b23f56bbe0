package dev.gale.benchmarks.gale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.benchmarks.harness.EngineMain;
import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.RunOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the workloads run and count right. What they reach is not looked at here. */
class GaleBenchmarkTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--workload=W1",
                "--workload=W2",
                "--workload=W2 --config=dedicated",
                "--workload=W2U",
                "--workload=W3",
                "--workload=W3 --parallelism=1/2/2",
                "--workload=W6 --stages=3"
            })
    void shouldCountWhatComesThrough(String options) throws IOException {
        Result result = run(options);

        assertThat(result.tuples()).isPositive();
        assertThat(result.tuplesPerSec()).isPositive();
        assertThat(result.cores()).isPositive();
        assertThat(result.bytesPerTuple()).isPositive();
        assertThat(result.endToEnd()).isNull();
        assertThat(result.acked()).isNull();
        assertThat(result.engine()).isEqualTo("gale");
        assertThat(result.version()).matches("\\d+\\.\\d+.*");
    }

    @Test
    void shouldMeasureLatenciesAtAFixedRate() throws IOException {
        Result result = run("--workload=W4 --rate=2000");

        assertThat(result.tuples()).isPositive();
        assertThat(result.endToEnd().count()).isPositive();
        assertThat(result.endToEnd().p50Us()).isPositive();
        assertThat(result.endToEnd().maxUs())
                .isGreaterThanOrEqualTo(result.endToEnd().p99Us());
        assertThat(result.acked().count()).isPositive();
    }

    @Test
    void shouldCountNothingWhenAllSourcesAreIdle() throws IOException {
        Result result = run("--workload=W7");

        assertThat(result.tuples()).isZero();
        assertThat(result.cores()).isNotNegative();
        assertThat(result.threads()).isPositive();
        assertThat(result.extra()).containsKey("galeThreads");
    }

    @Test
    void shouldSpreadTheRateOverTheSources() throws IOException {
        Result result = run("--workload=W7 --rate=1000");

        assertThat(result.tuples()).isPositive();
    }

    @Test
    void shouldMeasureTheStart() throws IOException {
        Result result = run("--workload=START");

        assertThat(result.tuples()).isEqualTo(20);
        assertThat(result.extra()).containsKeys("coldMillis", "sinceJvmStartMillis", "warmMillis");
        assertThat(result.extra().get("warmMillis"))
                .isBetween(result.extra().get("warmMinMillis"), result.extra().get("warmMaxMillis"));
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        assertThatThrownBy(() -> GaleBenchmark.run(RunOptions.parse("--workload=W1", "--config=fastest")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no configuration fastest; there are [dedicated,");
        assertThatThrownBy(() -> GaleBenchmark.run(RunOptions.parse("--workload=W7", "--rate=17")))
                .hasMessageContaining("multiple of the 100");
        assertThatThrownBy(() -> GaleBenchmark.run(RunOptions.parse("--workload=HOP")))
                .hasMessageContaining("no workload of Gale's");
    }

    private Result run(String options) throws IOException {
        Path file = folder.resolve("result.json");
        List<String> args = new ArrayList<>(List.of(options.split(" ")));
        args.addAll(List.of("--warm-up=0.05", "--seconds=0.3", "--out=" + file));

        int exitCode = EngineMain.run("gale", GaleBenchmark::run, args.toArray(String[]::new));

        assertThat(exitCode).isZero();
        return Result.read(file);
    }
}
