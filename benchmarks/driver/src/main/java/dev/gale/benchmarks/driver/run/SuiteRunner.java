package dev.gale.benchmarks.driver.run;

import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.driver.results.Summary;
import dev.gale.benchmarks.driver.suite.Entry;
import dev.gale.benchmarks.driver.suite.Suite;
import dev.gale.benchmarks.driver.suite.Suite.EngineProgram;
import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.Workload;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs all entries of a suite, one after the other, and all of them again in each round: what disturbs the machine for a
 * while then hits all engines. Confined to one thread.
 */
public final class SuiteRunner {
    private static final Duration START_GUESS = Duration.ofSeconds(4);

    /** Engines may take long to start and to stop on a busy machine. */
    private static final Duration LONGEST_BESIDE_WINDOW = Duration.ofMinutes(3);

    private final Suite suite;
    private final Settings settings;
    private final PrintStream progressOut;
    private final List<Summary.Run> runs = new ArrayList<>();
    private final List<Summary.Failure> failures = new ArrayList<>();
    private final String started = now();

    /**
     * How to run.
     *
     * @param home folder of the repository
     * @param out folder of the results; made when it isn't there
     * @param commandLine for the record
     */
    public record Settings(
            Path home, Path out, int rounds, double warmUpSeconds, double seconds, List<String> commandLine) {}

    /** @param progressOut gets a line per run */
    public SuiteRunner(Suite suite, Settings settings, PrintStream progressOut) {
        this.suite = suite;
        this.settings = settings;
        this.progressOut = progressOut;
    }

    /**
     * Runs everything. A run that fails is noted, and the rest goes on. The summary is written after each run, so that one
     * that is stopped leaves what it has.
     *
     * @throws IOException when results can't be written, or class paths are missing
     */
    public Summary run() throws IOException, InterruptedException {
        Map<String, String> classPaths = classPaths();
        Files.createDirectories(settings.out());
        if (Files.exists(settings.out().resolve(Summary.FILE))) {
            throw new IOException(settings.out() + " holds results already; name another folder with --out");
        }
        String commit = Surroundings.commit(settings.home());
        long averageMillis = (long) suite.entries().stream()
                .mapToLong(entry -> window(entry).toMillis())
                .average()
                .orElse(0);
        Progress progress = new Progress(
                progressOut,
                settings.rounds() * suite.entries().size(),
                Duration.ofMillis(averageMillis).plus(START_GUESS));
        ChildJvm child = new ChildJvm();
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Entry entry : suite.entries()) {
                progress.onStart(round, entry.key().toString());
                long startNs = System.nanoTime();
                String outcome = run(child, entry, round, classPaths.get(entry.engine()));
                progress.onEnd(outcome, Duration.ofNanos(System.nanoTime() - startNs));
                summary(commit).write(settings.out());
            }
        }
        return summary(commit);
    }

    private Summary summary(String commit) {
        return new Summary(
                Surroundings.machine(),
                Surroundings.jvm(),
                commit,
                settings.commandLine(),
                started,
                now(),
                settings.rounds(),
                settings.warmUpSeconds(),
                settings.seconds(),
                List.copyOf(runs),
                List.copyOf(failures));
    }

    /** @return in a few words what came of it */
    private String run(ChildJvm child, Entry entry, int round, String classPath)
            throws IOException, InterruptedException {
        String name = fileName(entry.key(), round);
        Path log = settings.out().resolve(name + ".log");
        Path file = settings.out().resolve(name + ".json");
        double load = Surroundings.load();
        Optional<String> problem =
                child.run(command(entry, classPath, file), log, window(entry).plus(LONGEST_BESIDE_WINDOW));
        if (problem.isEmpty()) {
            try {
                Result result = Result.read(file);
                if (Files.size(log) == 0) {
                    Files.delete(log);
                }
                runs.add(new Summary.Run(file.getFileName().toString(), round, load));
                return outcome(result);
            } catch (IOException e) {
                problem = Optional.of(e.getMessage());
            }
        }
        failures.add(new Summary.Failure(entry.key().toString(), round, problem.get()));
        return "FAILED: " + problem.get();
    }

    private double warmUpSeconds(Entry entry) {
        return settings.warmUpSeconds() * suite.warmUpTimes(entry);
    }

    private Duration window(Entry entry) {
        return Duration.ofMillis((long) (1000 * (warmUpSeconds(entry) + settings.seconds())));
    }

    private static List<String> prefix(Entry entry) throws IOException, InterruptedException {
        return entry.workload().isAcrossProcesses() ? LoopbackOnly.prefix() : List.of();
    }

    private List<String> command(Entry entry, String classPath, Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix(entry));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(suite.jvmArgs(entry));
        command.addAll(List.of("-cp", classPath, suite.program(entry).main()));
        command.addAll(List.of("--workload", entry.workload().name()));
        command.addAll(List.of("--config", entry.config()));
        command.addAll(List.of("--parallelism", entry.parallelism()));
        command.addAll(List.of("--rate", Long.toString(entry.rate())));
        if (entry.workload() == Workload.W6) {
            command.addAll(List.of("--stages", Integer.toString(entry.stages())));
        }
        command.addAll(List.of("--warm-up", Double.toString(warmUpSeconds(entry))));
        command.addAll(List.of("--seconds", Double.toString(settings.seconds())));
        command.addAll(List.of("--out", file.toString()));
        return command;
    }

    /** By engine: the module's classes, and what the build says that it depends on. */
    private Map<String, String> classPaths() throws IOException {
        Map<String, String> byEngine = new TreeMap<>();
        for (Entry entry : suite.entries()) {
            EngineProgram program = suite.program(entry);
            Path target = settings.home()
                    .resolve("benchmarks")
                    .resolve(program.module())
                    .resolve("target");
            Path file = target.resolve("classpath");
            if (!Files.exists(file)) {
                throw new IOException(file + " is missing; scripts/benchmark builds what is needed, or leave "
                        + entry.engine() + " out with --only");
            }
            byEngine.put(
                    entry.engine(),
                    target.resolve("classes")
                            + File.pathSeparator
                            + Files.readString(file).strip());
        }
        return byEngine;
    }

    private static String fileName(Key key, int round) {
        return (key + " round " + round).replaceAll("[^A-Za-z0-9.]+", "-").toLowerCase(Locale.ROOT);
    }

    private static String outcome(Result result) {
        if (result.extra().containsKey("warmMillis")) {
            return String.format(
                    Locale.ROOT,
                    "cold %.0f ms, warm %.1f ms",
                    result.extra().get("coldMillis"),
                    result.extra().get("warmMillis"));
        }
        String rate = String.format(Locale.ROOT, "%.3f M/s, %.2f cores", result.tuplesPerSec() / 1e6, result.cores());
        return result.endToEnd() == null
                ? rate
                : rate
                        + String.format(
                                Locale.ROOT,
                                ", p50 %.0f us, p99 %.0f us",
                                result.endToEnd().p50Us(),
                                result.endToEnd().p99Us());
    }

    private static String now() {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
    }
}
