package dev.gale.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Only that they work; how fast things are is no question for a test. */
class EveryBenchmarkTest {
    @Test
    void shouldRunOnce() throws RunnerException {
        // So that it may run beside measurements, whose lock JMH would wait for.
        System.setProperty("jmh.ignoreLock", "true");
        Options once = new OptionsBuilder()
                .include("dev\\.gale\\.benchmarks\\.parts\\..*")
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(once).run();

        assertThat(results.stream()
                        .map(result -> result.getParams().getBenchmark())
                        .map(name -> name.substring(getClass().getPackageName().length() + 1))
                        .distinct()
                        .sorted())
                .containsExactly(
                        "AckBenchmark.batchOf1",
                        "AckBenchmark.batchOf128",
                        "AllGroupingBenchmark.serializedForEach",
                        "AllGroupingBenchmark.serializedOnce",
                        "CodecBenchmark.encodeAndDecode",
                        "EnvelopeBenchmark.edged",
                        "EnvelopeBenchmark.plain",
                        "InboxBenchmark.batchOf1",
                        "InboxBenchmark.batchOf128",
                        "LatencyBenchmark.changingValues",
                        "LatencyBenchmark.equalValues",
                        "LedgerBenchmark.completeLater",
                        "LedgerBenchmark.completeWithinTheEmission",
                        "RoutingBenchmark.fieldsAmong4",
                        "RoutingBenchmark.oneTarget",
                        "RoutingBenchmark.shuffleAmong4",
                        "SchedulingBenchmark.firstPlacement",
                        "SchedulingBenchmark.lossOfAHost",
                        "SchedulingBenchmark.nothingNew");
    }
}
