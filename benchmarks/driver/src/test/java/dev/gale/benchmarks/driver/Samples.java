package dev.gale.benchmarks.driver;

import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.driver.results.Summary;
import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import dev.gale.benchmarks.harness.Result;
import java.util.List;
import java.util.Map;

/** Results that nobody has measured. */
public final class Samples {
    public static final Summary SUMMARY = new Summary(
            new Summary.Machine("Some CPU", 2, 16_000_000_000L, "Linux 6"),
            "Some JVM 17",
            "0123456789abcdef-dirty",
            List.of("run"),
            "2026-11-21T10:00:00Z",
            "2026-11-21T12:00:00Z",
            3,
            8,
            8,
            List.of(new Summary.Run("one.json", 1, 0.5)),
            List.of(
                    new Summary.Failure("jet W1 default", 1, "exit code 1: a | b"),
                    new Summary.Failure("jet W1 default", 3, "exit code 1: a | b")));

    private Samples() {}

    public static Result result(Key key, double tuplesPerSec) {
        return result(key, tuplesPerSec, 1.5, 200, Map.of(), null);
    }

    /** @param latency also of the acks */
    public static Result result(
            Key key, double tuplesPerSec, double cores, double bytes, Map<String, Double> extra, Latency latency) {
        return new Result(
                key.engine(),
                "1.2",
                key.workload().name(),
                key.config(),
                key.parallelism(),
                key.rate(),
                key.stages(),
                1,
                (long) tuplesPerSec,
                tuplesPerSec,
                cores * 1e6 / tuplesPerSec,
                cores,
                bytes,
                1,
                20,
                latency,
                latency,
                Map.of("some.setting", "some-value"),
                List.of("-Xmx2g"),
                "17",
                extra);
    }
}
