package dev.gale.benchmarks.driver.report;

import static dev.gale.benchmarks.driver.report.Figure.best;
import static dev.gale.benchmarks.driver.report.Figure.cores;
import static dev.gale.benchmarks.driver.report.Figure.median;
import static dev.gale.benchmarks.driver.report.Figure.spread;
import static dev.gale.benchmarks.driver.report.Target.atLeast;
import static dev.gale.benchmarks.driver.report.Target.atMost;
import static dev.gale.benchmarks.driver.results.Metric.BYTES_PER_TUPLE;
import static dev.gale.benchmarks.driver.results.Metric.CORES;
import static dev.gale.benchmarks.driver.results.Metric.CPU_SECS_PER_MILLION;
import static dev.gale.benchmarks.driver.results.Metric.NS_PER_TUPLE;
import static dev.gale.benchmarks.driver.results.Metric.TUPLES_PER_SEC;

import dev.gale.benchmarks.driver.report.Target.Unit;
import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.driver.results.Metric;
import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import dev.gale.benchmarks.harness.Workload;
import java.util.List;

/** What Gale is to reach. Ratios are of medians within one run of the suite. */
final class Targets {
    private static final Metric ACKED_P50 = Metric.acked("p50 (us)", Latency::p50Us);
    private static final Metric ACKED_P99 = Metric.acked("p99 (us)", Latency::p99Us);

    private static final Key W1 = gale(Workload.W1, "default");
    private static final Key W2 = gale(Workload.W2, "default");
    private static final Key W2_PACKED = gale(Workload.W2, "packed-unfused");
    private static final Key W2_DEDICATED = gale(Workload.W2, "dedicated");
    private static final Key W2U = gale(Workload.W2U, "default");
    private static final Key W2U_PACKED = gale(Workload.W2U, "packed-unfused");
    private static final Key W3_SINGLE = gale(Workload.W3, "default");
    private static final Key W3_DOUBLE = W3_SINGLE.withParallelism("1/2/2");
    private static final Key W4 = gale(Workload.W4, "default");
    private static final Key W5 = gale(Workload.W5, "default");
    private static final Key W5U = gale(Workload.W5U, "default");
    private static final Key W6 = gale(Workload.W6, "default").withStages(10);
    private static final Key W6_PACKED = gale(Workload.W6, "packed-unfused").withStages(10);
    private static final Key W7 = gale(Workload.W7, "default");
    private static final Key START = gale(Workload.START, "default");

    /** W6 has that many more bolts than W2. */
    private static final int FURTHER_STAGES = 9;

    /** How many threads beside one per core are few. */
    private static final int FEW_THREADS = 4;

    static final List<Target> ALL = List.of(
            faster("acked, against Storm tuned", W2, W2.with("storm", "best"), 20),
            faster("acked, against Storm out of the box", W2, W2.with("storm", "default"), 60),
            faster("acked, against Flink without chaining", W2, W2.with("flink", "unchained"), 2),
            faster("acked, against Jet", W2, W2.with("jet", "default"), 2.5),
            ofOther("what acking leaves of the throughput", W2_PACKED, W2U_PACKED, 0.70),
            faster("acked, packed and not fused, against Storm tuned", W2_PACKED, W2.with("storm", "best"), 10),
            faster(
                    "acked, a thread each and not fused, against Storm tuned",
                    W2_DEDICATED,
                    W2.with("storm", "best"),
                    8),
            ofBest(W1),
            ofBest(W2),
            ofBest(W2U),
            ofBest(W3_SINGLE),
            ofBest(W3_DOUBLE),
            ofBest(W6),
            atMost("steady from JVM to JVM", spread(W2, TUPLES_PER_SEC), 1.2, Unit.TIMES),
            faster("words, against Storm tuned", W3_DOUBLE, W3_DOUBLE.with("storm", "best"), 10),
            faster("words, against Flink", W3_DOUBLE, W3_DOUBLE.with("flink", "unchained"), 1.3),
            faster("words, against Jet", W3_DOUBLE, W3_DOUBLE.with("jet", "default"), 1.3),
            ofOther("words, against a plain loop", W3_SINGLE, W3_SINGLE.with("raw", "loop"), 0.60),
            atMost("usual time to the ack", median(W4.withRate(50_000), ACKED_P50), 60, Unit.MICROS),
            atMost("long time to the ack", median(W4.withRate(50_000), ACKED_P99), 200, Unit.MICROS),
            atMost("long time to the ack, higher rate", median(W4.withRate(200_000), ACKED_P99), 300, Unit.MICROS),
            atMost("CPU at a high rate", median(W4.withRate(200_000), CORES), 0.5, Unit.CORES),
            atMost("CPU at a low rate", median(W4.withRate(10_000), CORES), 0.1, Unit.CORES),
            faster("across workers, acked, against Storm tuned", W5, W5.with("storm", "best"), 15),
            atLeast(
                    "across workers, acked tuples per CPU second, against Storm tuned",
                    median(W5.with("storm", "best"), CPU_SECS_PER_MILLION).over(median(W5, CPU_SECS_PER_MILLION)),
                    20,
                    Unit.TIMES),
            faster("across workers, un-acked, against Storm tuned", W5U, W5U.with("storm", "best"), 8),
            atMost(
                    "allocated beside the user's objects",
                    median(W2, BYTES_PER_TUPLE).minus(median(W2.with("raw", "loop"), BYTES_PER_TUPLE)),
                    64,
                    Unit.BYTES),
            atMost("time of a further stage", perStage(W6, W2), 15, Unit.NANOS),
            atMost("time of a further stage, packed and not fused", perStage(W6_PACKED, W2_PACKED), 60, Unit.NANOS),
            atMost("CPU of 200 idle executors", median(W7, CORES), 0.01, Unit.CORES),
            atMost(
                    "threads of 200 executors, beside one per core",
                    median(W7, Metric.extra("galeThreads")).minus(cores()),
                    FEW_THREADS,
                    Unit.THREADS),
            atMost("start again", median(START, Metric.extra("warmMillis")), 100, Unit.MILLIS),
            atMost("first start in a JVM", median(START, Metric.extra("coldMillis")), 1000, Unit.MILLIS));

    private Targets() {}

    private static Key gale(Workload workload, String config) {
        return Key.of("gale", workload, config);
    }

    private static Target faster(String name, Key one, Key other, double times) {
        return atLeast(name, median(one, TUPLES_PER_SEC).over(median(other, TUPLES_PER_SEC)), times, Unit.TIMES);
    }

    private static Target ofOther(String name, Key one, Key other, double share) {
        return atLeast(name, median(one, TUPLES_PER_SEC).over(median(other, TUPLES_PER_SEC)), share, Unit.PERCENT);
    }

    /** Nobody has to tune. */
    private static Target ofBest(Key key) {
        return atLeast(
                "out of the box against all settings, " + key.task(),
                median(key, TUPLES_PER_SEC).over(best(key, TUPLES_PER_SEC)),
                0.95,
                Unit.PERCENT);
    }

    private static Figure perStage(Key many, Key one) {
        return median(many, NS_PER_TUPLE).minus(median(one, NS_PER_TUPLE)).per(FURTHER_STAGES, "further stages");
    }
}
