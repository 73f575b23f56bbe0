package dev.gale.examples;

import dev.gale.examples.counting.Counts;
import dev.gale.examples.counting.Ranking;
import dev.gale.examples.lines.FileLines;
import dev.gale.examples.run.Commands;
import dev.gale.examples.run.RunOptions;
import dev.gale.examples.run.StopSignal;
import dev.gale.examples.run.UsageProblem;
import dev.gale.examples.wordcount.PlainCount;
import dev.gale.examples.wordcount.StoredCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what {@link WordCountTopology} has counted so far, or waits until it has counted all and compares. */
@Command(
        name = "word-count-results",
        description = "Prints the counts of a topology that counts words.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The counts are printed; with --once they match those of a plain loop.",
            "1:With --once: the counts differ, or weren't complete in time.",
            "2:Wrong arguments, or input that can't be read.",
            "130:Stopped by Ctrl-C."
        })
public final class WordCountResults implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    @Option(
            names = "--results",
            required = true,
            paramLabel = "DIR",
            description = "Where the topology keeps its counts.")
    private Path results;

    @Option(
            names = "--once",
            description = "The topology reads its input once: wait until all is counted and compare with a plain loop.")
    private boolean once;

    @Option(names = "--first", description = "Wait until there are some counts, and end.")
    private boolean first;

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "INPUT",
            description = "What the topology reads. Default: the licence texts of the JDK.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--wait",
            paramLabel = "SECS",
            defaultValue = "60",
            description = "How long. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many words to print. Default: ${DEFAULT-VALUE}.")
    private int top;

    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and end.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;

    WordCountResults(StopSignal stop) {
        this.stop = stop;
    }

    public static void main(String[] args) {
        StopSignal stop = StopSignal.onShutdown();
        System.exit(Commands.run(new WordCountResults(stop), stop, args));
    }

    @Override
    public Integer call() throws UsageProblem, IOException, InterruptedException {
        RunOptions.atLeastOne("--top", top);
        RunOptions.atLeastOne("--wait", waitSeconds);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (first) {
            return await(1).total() > 0 ? Commands.OK : tooLate(err, "nothing has been counted");
        }
        PlainCount reference = once ? PlainCount.of(FileLines.once(WordCountTopology.files(inputs))) : null;
        Counts counts = await(once ? reference.total() : 0);
        Ranking.print(out, counts, top, "word");
        out.println();
        if (stop.await(Duration.ZERO)) {
            return Commands.STOPPED;
        }
        if (once && counts.total() < reference.total()) {
            return tooLate(err, counts.total() + " of " + reference.total() + " words have been counted");
        }
        return once ? WordCount.compare(out, err, reference, counts) : Commands.OK;
    }

    private int tooLate(PrintWriter err, String how) {
        err.println("word-count-results: " + how + " after " + waitSeconds
                + " s; gale status tells how the topology is doing");
        return Commands.FAILED;
    }

    /** The counts when there are so many words, or the time is over. */
    private Counts await(long words) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        Counts counts = StoredCounts.load(results);
        while (counts.total() < words
                && System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(waitSeconds)
                && !stop.await(LOOK_EVERY)) {
            counts = StoredCounts.load(results);
        }
        return counts;
    }
}
