package dev.gale.benchmarks.driver.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gale.benchmarks.driver.Samples;
import dev.gale.benchmarks.driver.report.Target.Unit;
import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.driver.results.Metric;
import dev.gale.benchmarks.driver.results.Results;
import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final Key W2 = Key.of("gale", Workload.W2, "default");
    private static final Key W3 = Key.of("gale", Workload.W3, "default");
    private static final Key W4 = Key.of("gale", Workload.W4, "default");
    private static final Key W6 = Key.of("gale", Workload.W6, "default").withStages(10);
    private static final Key W7 = Key.of("gale", Workload.W7, "default");
    private static final Key START = Key.of("gale", Workload.START, "default");

    @Test
    void shouldDivideMedians() {
        Results results = results(
                Samples.result(W2, 30e6),
                Samples.result(W2, 33e6),
                Samples.result(W2, 10e6),
                Samples.result(W2.with("storm", "best"), 1.5e6));

        assertReached("acked, against Storm tuned", results, 20, true);
        assertReached("steady from JVM to JVM", results, 3.3, false);
    }

    @Test
    void shouldNotJudgeWhatWasNotMeasured() {
        Results results = results(Samples.result(W2, 30e6));

        Target target = target("acked, against Jet");
        assertThat(target.reached(results)).isEmpty();
        assertThat(target.isMet(results)).isEmpty();
        // One configuration isn't the best of several, and one round has no spread.
        assertThat(target("out of the box against all settings, W2").isMet(results))
                .isEmpty();
        assertThat(target("steady from JVM to JVM").isMet(results)).isEmpty();
        assertThat(Targets.ALL).allSatisfy(any -> assertThat(any.isMet(results)).isEmpty());
    }

    @Test
    void shouldCompareTheDefaultWithTheBestOfItsEngine() {
        Results results = results(
                Samples.result(W2, 9e6),
                Samples.result(W2.with("gale", "dedicated"), 10e6),
                Samples.result(W2.with("flink", "chained"), 100e6));

        assertReached("out of the box against all settings, W2", results, 0.9, false);
    }

    @Test
    void shouldTellParallelismsApart() {
        Results results = results(
                Samples.result(W3, 12e6),
                Samples.result(W3.with("raw", "loop"), 24e6),
                Samples.result(W3.withParallelism("1/2/2"), 20e6),
                Samples.result(W3.withParallelism("1/2/2").with("flink", "unchained"), 10e6));

        assertReached("words, against a plain loop", results, 0.5, false);
        assertReached("words, against Flink", results, 2, true);
    }

    @Test
    void shouldSubtractWhatTheUserAllocates() {
        Results results = results(
                Samples.result(W2, 1e6, 1, 180, Map.of(), null),
                Samples.result(W2.with("raw", "loop"), 1e6, 1, 120, Map.of(), null));

        assertReached("allocated beside the user's objects", results, 60, true);
    }

    @Test
    void shouldTellTheTimeOfAFurtherStage() {
        // 50 ns a tuple with one bolt, 230 ns with ten.
        Results results = results(Samples.result(W2, 20e6), Samples.result(W6, 1e9 / 230));

        assertReached("time of a further stage", results, 20, false);
    }

    @Test
    void shouldLookAtLatenciesThreadsAndStarts() {
        Latency latency = new Latency(50, 80, 190, 900, 2000, 1000);
        Results results = results(
                Samples.result(W4.withRate(50_000), 50_000, 0.3, 300, Map.of(), latency),
                Samples.result(W4.withRate(10_000), 10_000, 0.2, 300, Map.of(), latency),
                Samples.result(W7, 0, 0.005, 0, Map.of("galeThreads", 5.0), null),
                Samples.result(START, 20, 1, 0, Map.of("warmMillis", 20.0, "coldMillis", 1200.0), null));

        assertReached("usual time to the ack", results, 50, true);
        assertReached("long time to the ack", results, 190, true);
        assertReached("CPU at a low rate", results, 0.2, false);
        assertReached("CPU of 200 idle executors", results, 0.005, true);
        assertReached("threads of 200 executors, beside one per core", results, 3, true);
        assertReached("start again", results, 20, true);
        assertReached("first start in a JVM", results, 1200, false);
    }

    @Test
    void shouldShowFormulaAndUnit() {
        assertThat(target("acked, against Storm tuned").figure().text()).isEqualTo("gale W2 default / storm W2 best");
        assertThat(target("time of a further stage").figure().text())
                .isEqualTo("(gale W6 10 bolts default, ns/tuple - gale W2 default, ns/tuple) / 9 further stages");
        assertThat(target("acked, against Storm tuned").wantedText()).isEqualTo("≥ 20x");
        assertThat(target("words, against a plain loop").wantedText()).isEqualTo("≥ 60 %");
        assertThat(target("CPU of 200 idle executors").wantedText()).isEqualTo("≤ 0.01 cores");
        assertThat(Unit.MICROS.text(12.34)).isEqualTo("12.3 us");
    }

    @Test
    void shouldWriteNumbersShort() {
        assertThat(Numbers.threeDigits(0)).isEqualTo("0");
        assertThat(Numbers.threeDigits(0.01234)).isEqualTo("0.0123");
        assertThat(Numbers.threeDigits(0.1)).isEqualTo("0.1");
        assertThat(Numbers.threeDigits(1.005)).isIn("1", "1.01");
        assertThat(Numbers.threeDigits(20)).isEqualTo("20");
        assertThat(Numbers.threeDigits(123_456.7)).isEqualTo("123457");
        assertThat(Numbers.large(1_620_000)).isEqualTo("1.62 M");
        assertThat(Numbers.large(410_000)).isEqualTo("410 k");
        assertThat(Numbers.large(500)).isEqualTo("500");
    }

    @Test
    void shouldHaveADistinctNameForEachTarget() {
        assertThat(Targets.ALL).extracting(Target::name).doesNotHaveDuplicates();
        assertThat(Metric.TUPLES_PER_SEC.name()).isEqualTo("tuples/s");
    }

    private static Results results(Result... results) {
        return new Results(Samples.SUMMARY, Arrays.asList(results));
    }

    private static Target target(String name) {
        List<Target> found = Targets.ALL.stream()
                .filter(target -> target.name().equals(name))
                .toList();
        assertThat(found).describedAs(name).hasSize(1);
        return found.get(0);
    }

    private static void assertReached(String name, Results results, double reached, boolean met) {
        Target target = target(name);
        assertThat(target.reached(results)).describedAs(name).isPresent();
        assertThat(target.reached(results).getAsDouble()).describedAs(name).isCloseTo(reached, within(1e-6));
        assertThat(target.isMet(results)).describedAs(name).contains(met);
    }
}
