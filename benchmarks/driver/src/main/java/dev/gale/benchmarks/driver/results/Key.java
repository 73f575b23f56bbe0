package dev.gale.benchmarks.driver.results;

import dev.gale.benchmarks.harness.Parallelism;
import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.Workload;

/**
 * What was run: runs with the same key are rounds of the same thing.
 *
 * @param parallelism of W3, {@code 1/1/1} elsewhere
 * @param rate tuples per second in W4 and W7, 0 elsewhere
 * @param stages bolts in a row in W6, 0 elsewhere
 */
public record Key(String engine, Workload workload, String config, String parallelism, long rate, int stages) {
    /** One without parallelism, rate and stages. */
    public static Key of(String engine, Workload workload, String config) {
        return new Key(engine, workload, config, Parallelism.SINGLE.toString(), 0, 0);
    }

    /** What a result is one of. */
    public static Key of(Result result) {
        return new Key(
                result.engine(),
                Workload.valueOf(result.workload()),
                result.config(),
                result.parallelism(),
                result.rate(),
                result.stages());
    }

    public Key withParallelism(String other) {
        return new Key(engine, workload, config, other, rate, stages);
    }

    public Key withRate(long other) {
        return new Key(engine, workload, config, parallelism, other, stages);
    }

    public Key withStages(int other) {
        return new Key(engine, workload, config, parallelism, rate, other);
    }

    /** The same on another engine or configuration. */
    public Key with(String otherEngine, String otherConfig) {
        return new Key(otherEngine, workload, otherConfig, parallelism, rate, stages);
    }

    /** Whether figures of the two can be compared: all is the same but engine and configuration. */
    public boolean comparableTo(Key other) {
        return with("", "").equals(other.with("", ""));
    }

    /** The workload with what belongs to it, such as {@code W3 1/2/2} or {@code W4 50000/s}. */
    public String task() {
        return switch (workload) {
            case W3 -> "W3 " + parallelism;
            case W4 -> "W4 " + rate + "/s";
            case W6 -> "W6 " + stages + " bolts";
            case W7 -> rate == 0 ? "W7 idle" : "W7 " + rate + "/s";
            default -> workload.name();
        };
    }

    /** Engine and configuration. */
    public String program() {
        return engine + " " + config;
    }

    @Override
    public String toString() {
        return engine + " " + task() + " " + config;
    }
}
