package dev.gale.benchmarks.driver.suite;

import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.harness.Parallelism;
import dev.gale.benchmarks.harness.Workload;
import java.util.List;
import java.util.Objects;

/**
 * One thing to run. What is left out in the file is as the engines' mains have it: one task each, no rate, 10 stages.
 *
 * @param jvmArgs in addition to those of suite, engine and configuration
 * @param warmUpTimes how many times as long as others it has to warm up, if that is more than its engine has; 1 when left out
 */
public record Entry(
        String engine,
        Workload workload,
        String config,
        String parallelism,
        long rate,
        int stages,
        List<String> jvmArgs,
        double warmUpTimes) {
    private static final int STAGES = 10;

    public Entry {
        Objects.requireNonNull(engine, "an entry without engine");
        Objects.requireNonNull(workload, "an entry without workload");
        config = Objects.requireNonNullElse(config, "default");
        parallelism = Parallelism.parse(Objects.requireNonNullElse(parallelism, Parallelism.SINGLE.toString()))
                .toString();
        stages = workload != Workload.W6 ? 0 : stages == 0 ? STAGES : stages;
        jvmArgs = jvmArgs == null ? List.of() : List.copyOf(jvmArgs);
        warmUpTimes = warmUpTimes == 0 ? 1 : warmUpTimes;
    }

    /** What its results will be found under. */
    public Key key() {
        return new Key(engine, workload, config, parallelism, rate, stages);
    }
}
