package dev.gale.benchmarks.driver.report;

import dev.gale.benchmarks.driver.plot.BarChart;
import dev.gale.benchmarks.driver.plot.LatencyChart;
import dev.gale.benchmarks.driver.results.Key;
import dev.gale.benchmarks.driver.results.Metric;
import dev.gale.benchmarks.driver.results.Part;
import dev.gale.benchmarks.driver.results.Range;
import dev.gale.benchmarks.driver.results.Results;
import dev.gale.benchmarks.driver.results.Series;
import dev.gale.benchmarks.driver.results.Summary;
import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as Markdown, and as plots. */
public final class Report {
    private static final Metric GALE_THREADS = Metric.extra("galeThreads");
    private static final int COMMIT_DIGITS = 12;

    private final Results results;

    /** What can be compared, by a name; in the order of the suite. */
    private final Map<String, List<Series>> byTask;

    public Report(Results results) {
        this.results = results;
        this.byTask = results.series().stream()
                .collect(Collectors.groupingBy(series -> series.key().task(), LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * All tables, with plots.
     *
     * @param plots where the plots are, as seen from the text
     */
    public String forDocument(String plots) {
        return markdown(plots);
    }

    /** All tables; of the targets those that were measured. */
    public String forTerminal() {
        return markdown(null);
    }

    private String markdown(String plots) {
        StringBuilder text = new StringBuilder();
        circumstances(text);
        targets(text, plots != null);
        byTask.forEach((task, all) -> {
            text.append("\n### ").append(heading(all.get(0).key())).append("\n\n");
            if (plots != null && isPlotted(all)) {
                text.append("![")
                        .append(task)
                        .append("](")
                        .append(plots)
                        .append('/')
                        .append(plotName(task));
                text.append(")\n\n");
            }
            switch (all.get(0).key().workload()) {
                case W4 -> latencies(text, all);
                case W7 -> idle(text, all);
                case START -> start(text, all);
                default -> throughput(text, all);
            }
        });
        settings(text);
        parts(text);
        return text.toString();
    }

    /** The plots by their file's name. */
    public Map<String, String> plots() {
        Map<String, String> plots = new TreeMap<>();
        byTask.forEach((task, all) -> {
            if (isPlotted(all)) {
                plots.put(plotName(task), plot(all));
            }
        });
        return plots;
    }

    // --- the run ---

    private void circumstances(StringBuilder text) {
        Summary summary = results.summary();
        Summary.Machine machine = summary.machine();
        text.append(String.format(
                Locale.ROOT,
                "Run from %s to %s, commit `%s`: %d rounds, in each a JVM per line with %s s of warm-up (three"
                        + " times that for Storm, W5, W7 and W4 at the lowest rate) and a window of %s s.%n%nMachine: %s, %d cores, %.0f GB of memory, %s. %s.%n",
                summary.started(),
                summary.ended(),
                shortened(summary.commit()),
                summary.rounds(),
                Numbers.threeDigits(summary.warmUpSeconds()),
                Numbers.threeDigits(summary.seconds()),
                machine.cpu(),
                machine.cores(),
                machine.memoryBytes() / 1e9,
                machine.kernel(),
                summary.jvm()));
        if (!summary.failures().isEmpty()) {
            text.append("\nWithout a result:\n\n");
            Map<String, List<Integer>> rounds = new LinkedHashMap<>();
            for (Summary.Failure failure : summary.failures()) {
                String what = failure.what() + ": " + failure.message();
                rounds.computeIfAbsent(what, first -> new ArrayList<>()).add(failure.round());
            }
            rounds.forEach((what, in) -> text.append("- ")
                    .append(cell(what))
                    .append(in.size() == 1 ? " (round " : " (rounds ")
                    .append(in.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .append(")\n"));
        }
    }

    private static String shortened(String commit) {
        String dirty = "-dirty";
        String hash = commit.endsWith(dirty) ? commit.substring(0, commit.length() - dirty.length()) : commit;
        return hash.substring(0, Math.min(COMMIT_DIGITS, hash.length())) + (commit.endsWith(dirty) ? dirty : "");
    }

    private void targets(StringBuilder text, boolean all) {
        List<Target> shown = Targets.ALL.stream()
                .filter(target -> all || target.reached(results).isPresent())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        text.append("\n### Targets\n\n");
        Table table = new Table(text, "target", "of medians", ">wanted", ">reached", "met");
        for (Target target : shown) {
            table.row(
                    target.name(),
                    target.figure().text(),
                    target.wantedText(),
                    target.reached(results).isEmpty()
                            ? Numbers.MISSING
                            : target.unit().text(target.reached(results).getAsDouble()),
                    target.isMet(results).map(met -> met ? "yes" : "**no**").orElse("not measured"));
        }
    }

    // --- tables by workload ---

    private static String heading(Key key) {
        return key.task() + ": " + key.workload().title();
    }

    private void throughput(StringBuilder text, List<Series> all) {
        Optional<Double> storm = all.stream()
                .filter(series -> series.key().engine().equals("storm"))
                .flatMap(series -> series.range(Metric.TUPLES_PER_SEC).stream())
                .map(Range::median)
                .max(Comparator.naturalOrder());
        List<String> columns = new ArrayList<>();
        columns.add("engine, configuration");
        columns.add(all.get(0).key().workload() == Workload.W3 ? ">words/s" : ">tuples/s");
        columns.addAll(List.of(">CPU-s per million", ">cores", ">B/tuple"));
        if (storm.isPresent()) {
            columns.add(">of Storm's best");
        }
        Table table = new Table(text, columns.toArray(String[]::new));
        for (Series series : all) {
            Optional<Range> rate = series.range(Metric.TUPLES_PER_SEC);
            List<String> cells = new ArrayList<>();
            cells.add(series.key().program());
            cells.add(Numbers.large(rate));
            cells.add(Numbers.median(series.range(Metric.CPU_SECS_PER_MILLION)));
            cells.add(Numbers.median(series.range(Metric.CORES)));
            cells.add(Numbers.median(series.range(Metric.BYTES_PER_TUPLE)));
            if (storm.isPresent()) {
                cells.add(rate.map(r -> Numbers.threeDigits(r.median() / storm.get()) + "x")
                        .orElse(Numbers.MISSING));
            }
            table.row(cells.toArray(String[]::new));
        }
    }

    private void latencies(StringBuilder text, List<Series> all) {
        Metric p99 = Metric.endToEnd("p99", Latency::p99Us);
        Optional<Double> storm = all.stream()
                .filter(series -> series.key().engine().equals("storm"))
                .flatMap(series -> series.range(p99).stream())
                .map(Range::median)
                .min(Comparator.naturalOrder());
        Table table = new Table(
                text,
                "engine, configuration",
                ">to the sink, us: p50",
                ">p99",
                ">p99.9",
                ">max",
                ">p99 of Storm's best",
                ">to the ack, us: p50",
                ">p99",
                ">p99.9",
                ">max",
                ">cores",
                ">B/tuple");
        for (Series series : all) {
            table.row(
                    series.key().program(),
                    endToEnd(series, Latency::p50Us),
                    endToEnd(series, Latency::p99Us),
                    endToEnd(series, Latency::p999Us),
                    endToEnd(series, Latency::maxUs),
                    storm.flatMap(best -> series.range(p99).map(r -> Numbers.threeDigits(r.median() / best) + "x"))
                            .orElse(Numbers.MISSING),
                    acked(series, Latency::p50Us),
                    acked(series, Latency::p99Us),
                    acked(series, Latency::p999Us),
                    acked(series, Latency::maxUs),
                    Numbers.median(series.range(Metric.CORES)),
                    Numbers.median(series.range(Metric.BYTES_PER_TUPLE)));
        }
    }

    private static String endToEnd(Series series, ToDoubleFunction<Latency> percentile) {
        return Numbers.median(series.range(Metric.endToEnd("", percentile)));
    }

    private static String acked(Series series, ToDoubleFunction<Latency> percentile) {
        return Numbers.median(series.range(Metric.acked("", percentile)));
    }

    private static void idle(StringBuilder text, List<Series> all) {
        Table table = new Table(
                text,
                "engine, configuration",
                ">cores",
                ">threads of Gale",
                ">of Java",
                ">of the process",
                ">switches/s: waiting",
                ">forced");
        for (Series series : all) {
            table.row(
                    series.key().program(),
                    Numbers.median(series.range(Metric.CORES)),
                    Numbers.median(series.range(GALE_THREADS)),
                    Numbers.median(series.range(Metric.THREADS)),
                    extra(series, "osThreads"),
                    extra(series, "voluntarySwitchesPerSec"),
                    extra(series, "involuntarySwitchesPerSec"));
        }
    }

    private static void start(StringBuilder text, List<Series> all) {
        Table table = new Table(
                text,
                "engine, configuration",
                ">first in the JVM, ms",
                ">since the JVM's start, ms",
                ">again, ms: median",
                ">fastest",
                ">slowest");
        for (Series series : all) {
            table.row(
                    series.key().program(),
                    extra(series, "coldMillis"),
                    extra(series, "sinceJvmStartMillis"),
                    extra(series, "warmMillis"),
                    extra(series, "warmMinMillis"),
                    extra(series, "warmMaxMillis"));
        }
    }

    private static String extra(Series series, String name) {
        return Numbers.median(series.range(Metric.extra(name)));
    }

    private void settings(StringBuilder text) {
        text.append("\n### Settings\n\nWhat each configuration sets; the rest is as the engine comes.\n\n");
        Map<List<String>, List<String>> tasks = new LinkedHashMap<>();
        for (Series series : results.series()) {
            Result any = series.results().get(0);
            List<String> same = List.of(
                    any.engine() + (any.version().equals("-") ? "" : " " + any.version()) + ", " + any.config(),
                    any.settings().entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .collect(Collectors.joining(", ")),
                    String.join(" ", any.jvmArgs()));
            tasks.computeIfAbsent(same, first -> new ArrayList<>())
                    .add(series.key().task());
        }
        Table table = new Table(text, "engine, configuration", "workloads", "settings", "JVM");
        tasks.forEach((same, of) -> table.row(same.get(0), String.join(", ", of), same.get(1), same.get(2)));
    }

    private void parts(StringBuilder text) {
        if (results.parts().isEmpty()) {
            return;
        }
        text.append("\n### Parts\n\nSteps of a tuple's way by themselves, on one thread. ");
        text.append(results.parts().stream().map(Part::circumstances).distinct().collect(Collectors.joining(". ")))
                .append(".\n\n");
        Table table = new Table(text, "part", ">ns/op", ">± (99.9 %)", ">B/op");
        for (Part part : results.parts()) {
            table.row(
                    part.name(),
                    Numbers.threeDigits(part.nanos()),
                    number(part.errorNanos()),
                    // JMH's own objects leave some thousandths.
                    number(part.bytes().stream().map(Report::toTenths).findFirst()));
        }
    }

    private static double toTenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Numbers.threeDigits(value.getAsDouble()) : Numbers.MISSING;
    }

    // --- plots ---

    private static boolean isPlotted(List<Series> all) {
        Workload workload = all.get(0).key().workload();
        return workload != Workload.W7 && workload != Workload.START;
    }

    private static String plotName(String task) {
        return task.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
    }

    private static String plot(List<Series> all) {
        Key key = all.get(0).key();
        if (key.workload() == Workload.W4) {
            return LatencyChart.draw(
                    heading(key), all.stream().flatMap(Report::rows).toList());
        }
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Series series : all) {
            series.range(Metric.TUPLES_PER_SEC)
                    .ifPresent(range -> bars.add(new BarChart.Bar(
                            series.key().program(), series.key().engine(), range.median(), range.min(), range.max())));
        }
        bars.sort(Comparator.comparingDouble(BarChart.Bar::median).reversed());
        String unit = key.workload() == Workload.W3 ? "words per second" : "tuples per second";
        return BarChart.draw(heading(key), unit, bars, Numbers::large);
    }

    private static Stream<LatencyChart.Row> rows(Series series) {
        String label = series.key().program();
        return Stream.of(
                        row(series, label + ", to the sink", Result::endToEnd),
                        row(series, label + ", to the ack", Result::acked))
                .flatMap(Optional::stream);
    }

    private static Optional<LatencyChart.Row> row(Series series, String label, Function<Result, Latency> which) {
        List<Latency> rounds = series.results().stream()
                .map(which)
                .filter(latency -> latency != null)
                .toList();
        return rounds.isEmpty()
                ? Optional.empty()
                : Optional.of(new LatencyChart.Row(
                        label,
                        series.key().engine(),
                        median(rounds, Latency::p50Us),
                        median(rounds, Latency::p99Us),
                        median(rounds, Latency::p999Us),
                        median(rounds, Latency::maxUs)));
    }

    private static double median(List<Latency> rounds, ToDoubleFunction<Latency> percentile) {
        return Range.of(rounds.stream().mapToDouble(percentile)).orElseThrow().median();
    }

    /** What goes into a cell of a table. */
    static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replaceAll("\\s+", " ");
    }

    /** A Markdown table in the making. */
    private static final class Table {
        private final StringBuilder text;

        /** @param columns those that begin with {@code >} are to the right */
        Table(StringBuilder text, String... columns) {
            this.text = text;
            List<String> names = new ArrayList<>();
            List<String> sides = new ArrayList<>();
            for (String column : columns) {
                boolean right = column.startsWith(">");
                names.add(right ? column.substring(1) : column);
                sides.add(right ? "---:" : "---");
            }
            row(names.toArray(String[]::new));
            text.append('|').append(String.join("|", sides)).append("|\n");
        }

        void row(String... cells) {
            text.append("| ");
            text.append(Stream.of(cells).map(Report::cell).collect(Collectors.joining(" | ")));
            text.append(" |\n");
        }
    }
}
