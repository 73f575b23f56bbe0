package dev.gale.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMainTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadOptions() {
        RunOptions options = RunOptions.parse(
                "--workload=W3", "--config=best", "--parallelism=1/2/3", "--rate=50000", "--stages=4", "--seconds=0.5");

        assertThat(options.workload()).isEqualTo(Workload.W3);
        assertThat(options.config()).isEqualTo("best");
        assertThat(options.parallelism()).isEqualTo(new Parallelism(1, 2, 3)).hasToString("1/2/3");
        assertThat(options.rate()).isEqualTo(50_000);
        assertThat(options.stages()).isEqualTo(4);
        assertThat(options.window()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.warmUp()).isEqualTo(Duration.ofSeconds(8));
        assertThat(options.out()).isNull();
    }

    @Test
    void shouldRefuseOptionsThatAreMalformed() {
        assertThatThrownBy(() -> RunOptions.parse("--workload=W3", "--parallelism=1/2"))
                .hasMessageContaining("such as 1/2/2");
        assertThatThrownBy(() -> RunOptions.parse("--workload=W3", "--parallelism=1/0/1"))
                .hasMessageContaining("at least one task");
        assertThatThrownBy(() -> RunOptions.parse("--config=best")).hasMessageContaining("--workload");
        assertThat(EngineMain.run("test", options -> null, "--workload=W99")).isEqualTo(2);
    }

    @Test
    void shouldWriteTheResultOfARun() throws IOException {
        Path file = folder.resolve("new/result.json");

        int exitCode = EngineMain.run(
                "test",
                options -> Result.of(
                                "engine",
                                "1.0",
                                options,
                                new Measurement(new Meter.Window(2, 3, 4_000, 5, 6), 1_000),
                                Map.of("some.setting", 17),
                                Map.of("voluntarySwitches", 1.5))
                        .withLatencies(new Latency(1, 2, 3, 4, 5, 6), null),
                "--workload=W4",
                "--rate=500",
                "--out=" + file);

        assertThat(exitCode).isZero();
        Result result = Result.read(file);
        assertThat(result.engine()).isEqualTo("engine");
        assertThat(result.workload()).isEqualTo("W4");
        assertThat(result.config()).isEqualTo("default");
        assertThat(result.parallelism()).isEqualTo("1/1/1");
        assertThat(result.rate()).isEqualTo(500);
        assertThat(result.stages()).isZero();
        assertThat(result.tuplesPerSec()).isCloseTo(500, within(1e-9));
        assertThat(result.cpuSecsPerMillion()).isCloseTo(3_000, within(1e-9));
        assertThat(result.cores()).isCloseTo(1.5, within(1e-9));
        assertThat(result.bytesPerTuple()).isCloseTo(4, within(1e-9));
        assertThat(result.threads()).isEqualTo(6);
        assertThat(result.endToEnd()).isEqualTo(new Latency(1, 2, 3, 4, 5, 6));
        assertThat(result.acked()).isNull();
        assertThat(result.settings()).containsEntry("some.setting", 17);
        assertThat(result.extra()).containsEntry("voluntarySwitches", 1.5);
        assertThat(result.javaVersion()).isNotEmpty();
    }

    @Test
    void shouldFailWithoutAFileWhenTheRunIsInvalid() {
        Path file = folder.resolve("result.json");

        int exitCode = EngineMain.run(
                "test",
                options -> {
                    throw new InvalidRun("3 tuples failed");
                },
                "--workload=W2",
                "--out=" + file);

        assertThat(exitCode).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldNameTheFileThatHoldsNoResult() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), "{\"engine\": 1, ");

        assertThatThrownBy(() -> Result.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.json holds no result");
    }

    @Test
    void shouldTellWhatIsSane() {
        assertThatCode(() -> {
                    Sanity.requireNoFailures(0);
                    Sanity.requireProgress("acks", 1);
                    Sanity.requireAgreement("emitted", 100, "acked", 92, 8);
                    Sanity.requireRate(1000, 981);
                    Sanity.requireRate(0, 123);
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Sanity.requireNoFailures(2)).hasMessage("2 tuples failed");
        assertThatThrownBy(() -> Sanity.requireProgress("acks", 0)).hasMessageContaining("no acks");
        assertThatThrownBy(() -> Sanity.requireAgreement("emitted", 100, "acked", 91, 8))
                .hasMessage("emitted 100 and acked 91 differ by more than the 8 that may be in flight");
        assertThatThrownBy(() -> Sanity.requireRate(1000, 979)).hasMessage("wanted 1000 tuples/s, achieved 979");
    }
}
