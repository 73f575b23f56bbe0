package dev.gale.benchmarks.driver.results;

import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import dev.gale.benchmarks.harness.Result;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One figure of a result.
 *
 * @param name with its unit
 * @param value NaN when the result has none
 */
public record Metric(String name, ToDoubleFunction<Result> value) {
    public static final Metric TUPLES_PER_SEC = new Metric("tuples/s", Result::tuplesPerSec);

    /** How long a tuple takes when all is busy: the other way round. */
    public static final Metric NS_PER_TUPLE = new Metric("ns/tuple", result -> 1e9 / result.tuplesPerSec());

    public static final Metric CPU_SECS_PER_MILLION = new Metric("CPU-s/M", Result::cpuSecsPerMillion);
    public static final Metric CORES = new Metric("cores", Result::cores);
    public static final Metric BYTES_PER_TUPLE = new Metric("B/tuple", Result::bytesPerTuple);
    public static final Metric THREADS = new Metric("threads", Result::threads);

    /** A percentile from the due time to the sink. */
    public static Metric endToEnd(String name, ToDoubleFunction<Latency> percentile) {
        return latency("end to end " + name, Result::endToEnd, percentile);
    }

    /** A percentile from the due time to the ack. */
    public static Metric acked(String name, ToDoubleFunction<Latency> percentile) {
        return latency("acked " + name, Result::acked, percentile);
    }

    /** One of the further figures. */
    public static Metric extra(String name) {
        return new Metric(name, result -> result.extra().getOrDefault(name, Double.NaN));
    }

    private static Metric latency(String name, Function<Result, Latency> which, ToDoubleFunction<Latency> percentile) {
        return new Metric(name, result -> {
            Latency latency = which.apply(result);
            return latency == null ? Double.NaN : percentile.applyAsDouble(latency);
        });
    }
}
