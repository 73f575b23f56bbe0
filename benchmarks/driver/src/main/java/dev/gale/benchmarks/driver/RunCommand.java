package dev.gale.benchmarks.driver;

import dev.gale.benchmarks.driver.report.Report;
import dev.gale.benchmarks.driver.results.Results;
import dev.gale.benchmarks.driver.results.Summary;
import dev.gale.benchmarks.driver.run.SuiteRunner;
import dev.gale.benchmarks.driver.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a suite and prints tables. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a suite: all entries in turn, several times, each in a JVM of its own. Prints tables in the end.",
            "Exit code 1: something in the suite has failed; what didn't is there all the same."
        },
        footer = {
            "Others: scripts/benchmark parts [--help] measures steps of a tuple's way by themselves,",
            "scripts/benchmark report [--help] puts results into the documentation."
        })
final class RunCommand implements Callable<Integer> {
    private static final int ROUNDS = 5;
    private static final double SECONDS = 8;
    private static final int QUICK_ROUNDS = 1;
    private static final double QUICK_SECONDS = 2;
    private static final List<String> QUICK_ENGINES = List.of("gale", "raw");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "<what>",
            description =
                    "Engines (gale, raw, storm, flink, jet) and workloads (W1, W2, W2U, W3, W4, W5, W5U, W6, W7, START,"
                            + " HOP) to run, separated by commas. Default: all.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--quick",
            description = "Gale and raw limits only, one round, windows of " + QUICK_SECONDS
                    + " s: for a look, not for claims.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "<n>", description = "How often the whole suite is run. Default: 5")
    private Integer rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "<seconds>",
            description = "In each JVM before the measurement. Default: 8")
    private Double warmUp;

    @Option(names = "--seconds", paramLabel = "<seconds>", description = "Of each measurement. Default: 8")
    private Double seconds;

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Gets the results. Default: a new one in benchmarks/results")
    private Path out;

    @Option(names = "--suite", paramLabel = "<file>", description = "What to run. Default: the suite in the driver")
    private Path suite;

    @Option(names = "--home", hidden = true)
    private Path home = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (quick && only.stream().noneMatch(QUICK_ENGINES::contains)) {
            only.addAll(QUICK_ENGINES);
        }
        Suite all = suite == null ? Suite.builtIn() : Suite.read(suite);
        Path folder = out == null ? newFolder() : out;
        SuiteRunner.Settings settings = new SuiteRunner.Settings(
                home,
                folder,
                positive("--rounds", rounds != null ? rounds : quick ? QUICK_ROUNDS : ROUNDS),
                warmUp != null ? warmUp : quick ? QUICK_SECONDS : SECONDS,
                positive("--seconds", seconds != null ? seconds : quick ? QUICK_SECONDS : SECONDS),
                spec.commandLine().getParseResult().originalArgs());
        Summary summary = new SuiteRunner(only.isEmpty() ? all : all.only(only), settings, System.err).run();
        System.out.print(new Report(Results.read(folder)).forTerminal());
        System.out.flush();
        System.err.println("results are in " + folder + "; to put them into docs/benchmarks.md:");
        System.err.println("scripts/benchmark report --results " + folder);
        if (!summary.failures().isEmpty()) {
            System.err.println(
                    summary.failures().size() + " runs have failed; what they printed is there as .log files");
        }
        return summary.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static <T extends Number> T positive(String option, T value) {
        if (value.doubleValue() <= 0) {
            throw new IllegalArgumentException(option + "=" + value + " must be positive");
        }
        return value;
    }

    private Path newFolder() {
        return home.resolve("benchmarks")
                .resolve("results")
                .resolve(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .format(LocalDateTime.now(ZoneId.systemDefault())));
    }
}
