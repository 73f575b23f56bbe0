package dev.gale.examples;

import dev.gale.examples.counting.CountBolt;
import dev.gale.examples.counting.Counts;
import dev.gale.examples.counting.Ranking;
import dev.gale.examples.lines.FileLines;
import dev.gale.examples.lines.InputFiles;
import dev.gale.examples.lines.LineProgress;
import dev.gale.examples.lines.LineQueue;
import dev.gale.examples.lines.LineSource;
import dev.gale.examples.lines.LineSpout;
import dev.gale.examples.lines.QueuedLines;
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
import dev.gale.examples.wordcount.PlainCount;
import dev.gale.examples.wordcount.PlainCount.Difference;
import dev.gale.examples.wordcount.SplitBolt;
import dev.gale.generated.StormTopology;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the words of files, or of stdin, in a local cluster. */
@Command(
        name = "word-count",
        description =
                "Counts words: a spout reads lines, bolts split them and count. Without --once, files are read again"
                        + " and again until Ctrl-C.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All input was counted; with --once the counts match those of a plain loop.",
            "1:The counts differ, or the topology has failed.",
            "2:Wrong arguments, or input that can't be read.",
            "130:Stopped by Ctrl-C; what had been counted is printed."
        })
public final class WordCount implements Callable<Integer> {
    private static final String LINES = "lines";
    private static final String STDIN = "-";
    private static final int MOST_DIFFERENCES_SHOWN = 10;

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Files, folders, globs, or - for stdin. Default: the licence texts of the JDK.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--once",
            description = "Read the input once, compare the counts with those of a plain loop, and end.")
    private boolean once;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many words to print at the end. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;
    private final InputStream stdin;

    /** @param stdin what {@code --input -} means */
    WordCount(StopSignal stop, InputStream stdin) {
        this.stop = stop;
        this.stdin = stdin;
    }

    public static void main(String[] args) {
        StopSignal stop = StopSignal.onShutdown();
        System.exit(Commands.run(new WordCount(stop, System.in), stop, args));
    }

    /**
     * The topology.
     *
     * @param store where the counts go
     */
    static StormTopology topology(LineSource lines, int parallelism, LocalRef<Counts> store) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(LINES, new LineSpout(lines), Math.min(parallelism, lines.mostReaders()));
        builder.setBolt("split", new SplitBolt(), parallelism).shuffleGrouping(LINES);
        builder.setBolt("count", new CountBolt(store, SplitBolt.WORD), parallelism)
                .fieldsGrouping("split", new Fields(SplitBolt.WORD));
        return builder.createTopology();
    }

    @Override
    public Integer call() throws UsageProblem, IOException, InterruptedException {
        RunOptions.atLeastOne("--top", top);
        if (inputs.contains(STDIN)) {
            return countStdin();
        }
        List<Path> files = inputs.isEmpty()
                ? new InputFiles().licencesOfTheJdk(Path.of(System.getProperty("java.home")))
                : new InputFiles().find(inputs);
        return once
                ? count(FileLines.once(files), () -> PlainCount.of(FileLines.once(files)))
                : count(FileLines.endless(files), null);
    }

    private int countStdin() throws UsageProblem, IOException, InterruptedException {
        if (inputs.size() > 1) {
            throw new UsageProblem("--input - is stdin and can't be combined with other input");
        }
        // Stdin can't be read a second time, so the plain count takes part in the reading.
        PlainCount reference = new PlainCount();
        LineQueue queue = new LineQueue("stdin", stdin, line -> {
            if (once) {
                reference.add(line);
            }
        });
        queue.start();
        try (LocalRef<LineQueue> ref = LocalRef.to(queue)) {
            return count(new QueuedLines(ref), once ? () -> reference : null);
        }
    }

    private interface Reference {
        PlainCount count() throws IOException;
    }

    /** @param reference what the counts must match in the end; null if they needn't */
    private int count(LineSource lines, Reference reference) throws UsageProblem, IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Counts counts = new Counts();
        try (LocalRef<Counts> store = LocalRef.to(counts)) {
            LocalRun run = LocalRun.of(
                    "word-count",
                    options.config(),
                    topology(lines, options.parallelism(), store),
                    (stats, metrics) -> LineProgress.isDone(stats.component(LINES), metrics),
                    stop,
                    new ProgressLine(err, ProgressLine.isTerminal(), System::nanoTime));
            if (run.end() == End.FAILED) {
                err.println("word-count: " + run.failureText());
                return Commands.FAILED;
            }
            Ranking.print(out, counts, top, "word");
            printTotals(out, run, counts);
            if (run.end() == End.STOPPED) {
                return Commands.STOPPED;
            }
            return reference == null ? Commands.OK : compare(out, err, reference.count(), counts);
        }
    }

    private static void printTotals(PrintWriter out, LocalRun run, Counts counts) {
        long lines = run.stats().acked();
        out.println();
        out.println(Figures.count(lines, "line") + " and " + Figures.count(counts.total(), "word") + " in "
                + Figures.seconds(run.elapsed()) + ": "
                + Figures.rounded(Figures.perSecond(counts.total(), run.elapsed())) + " words/s");
        Totals.print(out, run.stats().component(LINES));
    }

    static int compare(PrintWriter out, PrintWriter err, PlainCount reference, Counts counts) {
        List<Difference> differences = reference.differences(counts);
        if (differences.isEmpty()) {
            out.println("OK " + reference.distinct() + " distinct words, " + reference.total()
                    + " words, matches the reference");
            return Commands.OK;
        }
        err.println("word-count: the counts of " + Figures.count(differences.size(), "word")
                + " differ from those of a plain loop");
        differences.stream()
                .limit(MOST_DIFFERENCES_SHOWN)
                .forEach(difference -> err.println("  " + difference.word() + ": " + difference.counted()
                        + " instead of " + difference.expected()));
        return Commands.FAILED;
    }
}
