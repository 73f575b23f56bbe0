package dev.gale.benchmarks.driver.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.benchmarks.driver.Samples;
import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Key W2 = Key.of("gale", Workload.W2, "default");

    @TempDir
    private Path folder;

    @Test
    void shouldTakeTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Range.of(DoubleStream.of(5, 1, 3))).contains(new Range(3, 1, 5));
        assertThat(Range.of(DoubleStream.of(4, 1, 2, 10))).contains(new Range(3, 1, 10));
        assertThat(Range.of(DoubleStream.of(Double.NaN, 7))).contains(new Range(7, 7, 7));
        assertThat(Range.of(DoubleStream.of(Double.NaN))).isEmpty();
    }

    @Test
    void shouldPutRoundsOfTheSameTogether() {
        Results results = new Results(
                Samples.SUMMARY,
                List.of(
                        Samples.result(W2, 100),
                        Samples.result(W2.with("storm", "best"), 10),
                        Samples.result(W2, 300),
                        Samples.result(W2, 250)));

        assertThat(results.series()).extracting(Series::key).containsExactly(W2, W2.with("storm", "best"));
        assertThat(results.range(W2, Metric.TUPLES_PER_SEC)).contains(new Range(250, 100, 300));
        assertThat(results.range(W2, Metric.NS_PER_TUPLE)).contains(new Range(4e6, 1e9 / 300, 1e7));
        assertThat(results.range(W2, Metric.acked("p50", Latency::p50Us))).isEmpty();
        assertThat(results.range(W2, Metric.extra("nothing"))).isEmpty();
        assertThat(results.range(W2.with("jet", "default"), Metric.CORES)).isEmpty();
    }

    @Test
    void shouldTellApartWhatCannotBeCompared() {
        assertThat(W2.comparableTo(W2.with("storm", "best"))).isTrue();
        assertThat(W2.comparableTo(W2.withRate(5))).isFalse();
        assertThat(W2.comparableTo(Key.of("gale", Workload.W2U, "default"))).isFalse();
        assertThat(Key.of("gale", Workload.W7, "default")).hasToString("gale W7 idle default");
        assertThat(Key.of("gale", Workload.W7, "default").withRate(100)).hasToString("gale W7 100/s default");
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        Result result = Samples.result(W2, 100);
        result.write(folder.resolve("one.json"));
        Samples.SUMMARY.write(folder);

        Results results = Results.read(folder);

        assertThat(results.summary()).isEqualTo(Samples.SUMMARY);
        assertThat(results.series(W2).orElseThrow().results()).containsExactly(result);
    }

    @Test
    void shouldSayWhichFileIsBroken() throws IOException {
        Files.writeString(folder.resolve(Summary.FILE), "{");

        assertThatThrownBy(() -> Results.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("summary.json holds no summary");
    }
}
