package dev.gale.examples;

import dev.gale.examples.clicks.BadLines;
import dev.gale.examples.clicks.BadLinesBolt;
import dev.gale.examples.clicks.ParseBolt;
import dev.gale.examples.clicks.SampleLog;
import dev.gale.examples.counting.CountBolt;
import dev.gale.examples.counting.Counts;
import dev.gale.examples.counting.Ranking;
import dev.gale.examples.lines.FileLines;
import dev.gale.examples.lines.InputFiles;
import dev.gale.examples.lines.Line;
import dev.gale.examples.lines.LineProgress;
import dev.gale.examples.lines.LineQueue;
import dev.gale.examples.lines.LineSource;
import dev.gale.examples.lines.LineSpout;
import dev.gale.examples.lines.QueuedLines;
import dev.gale.examples.lines.ResourceLines;
import dev.gale.examples.run.Commands;
import dev.gale.examples.run.Figures;
import dev.gale.examples.run.LocalRef;
import dev.gale.examples.run.LocalRun;
import dev.gale.examples.run.LocalRun.End;
import dev.gale.examples.run.ProgressLine;
import dev.gale.examples.run.RunOptions;
import dev.gale.examples.run.StopSignal;
import dev.gale.examples.run.Totals;
import dev.gale.examples.run.UsageProblem;
import dev.gale.generated.StormTopology;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts how often each URL of an access log was asked for, in a local cluster. */
@Command(
        name = "clicks-per-url",
        description = "Counts clicks per URL over an access log in Apache's combined format.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All lines were read; bad ones are counted and shown.",
            "1:The topology has failed.",
            "2:Wrong arguments, or input that can't be read.",
            "130:Stopped by Ctrl-C; what had been counted is printed."
        })
public final class ClicksPerUrl implements Callable<Integer> {
    private static final String LINES = "lines";
    private static final String PARSE = "parse";

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "A log, or - for stdin. Default: a small sample that comes with the example.")
    private String input;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many URLs to print. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--generate",
            paramLabel = "N",
            description = "Don't count, but make up a log of so many lines and write it to --output.")
    private Integer generate;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "What to draw the generated log from; the same seed gives the same log. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write what is generated. Default: stdout.")
    private Path output;

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;
    private final InputStream stdin;

    /** @param stdin what {@code --input -} means */
    ClicksPerUrl(StopSignal stop, InputStream stdin) {
        this.stop = stop;
        this.stdin = stdin;
    }

    public static void main(String[] args) {
        StopSignal stop = StopSignal.onShutdown();
        System.exit(Commands.run(new ClicksPerUrl(stop, System.in), stop, args));
    }

    /**
     * The topology.
     *
     * @param clicks where the counts go
     * @param bad where lines go that aren't of the format
     */
    static StormTopology topology(LineSource lines, int parallelism, LocalRef<Counts> clicks, LocalRef<BadLines> bad) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(LINES, new LineSpout(lines), Math.min(parallelism, lines.mostReaders()));
        builder.setBolt(PARSE, new ParseBolt(), parallelism).shuffleGrouping(LINES);
        builder.setBolt("count", new CountBolt(clicks, ParseBolt.URL), parallelism)
                .fieldsGrouping(PARSE, new Fields(ParseBolt.URL));
        builder.setBolt("bad", new BadLinesBolt(bad)).shuffleGrouping(PARSE, ParseBolt.BAD);
        return builder.createTopology();
    }

    @Override
    public Integer call() throws UsageProblem, InterruptedException, IOException {
        if (generate != null) {
            return generate(RunOptions.atLeastOne("--generate", generate));
        }
        RunOptions.atLeastOne("--top", top);
        if (output != null) {
            throw new UsageProblem("--output is for what --generate makes; counts go to stdout");
        }
        if (input == null) {
            return count(new ResourceLines(SampleLog.class, SampleLog.BUNDLED));
        }
        if (!input.equals("-")) {
            return count(FileLines.once(new InputFiles().find(List.of(input))));
        }
        LineQueue queue = new LineQueue("stdin", stdin, line -> {});
        queue.start();
        try (LocalRef<LineQueue> ref = LocalRef.to(queue)) {
            return count(new QueuedLines(ref));
        }
    }

    private int generate(int lines) throws UsageProblem {
        if (output == null) {
            PrintWriter out = spec.commandLine().getOut();
            SampleLog.write(lines, seed, out);
            out.flush();
            return Commands.OK;
        }
        try (BufferedWriter writer = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
            SampleLog.write(lines, seed, writer);
            return Commands.OK;
        } catch (IOException e) {
            throw new UsageProblem("can't write " + output + ": " + e, e);
        }
    }

    private int count(LineSource lines) throws UsageProblem, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Counts clicks = new Counts();
        BadLines bad = new BadLines();
        try (LocalRef<Counts> clicksRef = LocalRef.to(clicks);
                LocalRef<BadLines> badRef = LocalRef.to(bad)) {
            LocalRun run = LocalRun.of(
                    "clicks-per-url",
                    options.config(),
                    topology(lines, options.parallelism(), clicksRef, badRef),
                    (stats, metrics) -> LineProgress.isDone(stats.component(LINES), metrics),
                    stop,
                    new ProgressLine(err, ProgressLine.isTerminal(), System::nanoTime));
            if (run.end() == End.FAILED) {
                err.println("clicks-per-url: " + run.failureText());
                return Commands.FAILED;
            }
            Ranking.print(out, clicks, top, "url");
            printTotals(out, run, clicks, bad);
            return run.end() == End.STOPPED ? Commands.STOPPED : Commands.OK;
        }
    }

    private static void printTotals(PrintWriter out, LocalRun run, Counts clicks, BadLines bad) {
        out.println();
        out.println(Figures.count(run.stats().acked(), "line") + " in " + Figures.seconds(run.elapsed()) + ": "
                + Figures.count(clicks.total(), "click") + " on " + Figures.count(clicks.distinct(), "URL") + ", "
                + Figures.count(bad.count(), "bad line"));
        for (Line line : bad.first()) {
            out.println("  " + line.source() + ":" + line.number() + ": " + line.text());
        }
        if (bad.count() > bad.first().size()) {
            out.println("  and " + (bad.count() - bad.first().size()) + " more");
        }
        Totals.print(out, run.stats().component(LINES));
    }
}
