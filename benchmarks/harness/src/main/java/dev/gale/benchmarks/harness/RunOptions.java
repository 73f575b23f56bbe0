package dev.gale.benchmarks.harness;

import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What an engine's main is asked to do. A picocli mixin. */
public final class RunOptions {
    @Option(
            names = "--workload",
            required = true,
            description = "One of ${COMPLETION-CANDIDATES}; W2U is W2 without acks.")
    private Workload workload;

    @Option(names = "--config", description = "A configuration of the engine. Default: ${DEFAULT-VALUE}")
    private String config = "default";

    @Option(
            names = "--parallelism",
            converter = Parallelism.Converter.class,
            description = "Tasks of W3's source, split and count. Default: ${DEFAULT-VALUE}")
    private Parallelism parallelism = Parallelism.SINGLE;

    @Option(
            names = "--rate",
            description = "Tuples per second of W4 (0: as fast as it goes) and of W7, all sources together (0: idle).")
    private long rate;

    @Option(names = "--stages", description = "Bolts between source and sink in W6. Default: ${DEFAULT-VALUE}")
    private int stages = 10;

    @Option(names = "--warm-up", description = "Seconds before the measurement. Default: ${DEFAULT-VALUE}")
    private double warmUpSeconds = 8;

    @Option(names = "--seconds", description = "Seconds of the measurement. Default: ${DEFAULT-VALUE}")
    private double seconds = 8;

    @Option(names = "--out", description = "File that gets the result as JSON; without it, standard output does.")
    private Path out;

    /** @throws CommandLine.ParameterException when an option is unknown, missing or malformed */
    public static RunOptions parse(String... args) {
        RunOptions options = new RunOptions();
        new CommandLine(options).parseArgs(args);
        return options;
    }

    public Workload workload() {
        return workload;
    }

    public String config() {
        return config;
    }

    public Parallelism parallelism() {
        return parallelism;
    }

    /** Tuples per second; 0 when not limited (W4) or idle (W7). */
    public long rate() {
        return rate;
    }

    /** Bolts between source and sink in W6. */
    public int stages() {
        return stages;
    }

    public Duration warmUp() {
        return Duration.ofNanos((long) (warmUpSeconds * 1e9));
    }

    /** How long to measure. */
    public Duration window() {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /** Null for standard output. */
    public Path out() {
        return out;
    }
}
