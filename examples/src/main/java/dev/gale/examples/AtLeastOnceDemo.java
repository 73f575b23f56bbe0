package dev.gale.examples;

import dev.gale.Config;
import dev.gale.examples.atleastonce.FlakyBolt;
import dev.gale.examples.atleastonce.Ledger;
import dev.gale.examples.atleastonce.LedgerBolt;
import dev.gale.examples.atleastonce.NumberedLines;
import dev.gale.examples.atleastonce.Proof;
import dev.gale.examples.atleastonce.Trouble.Kind;
import dev.gale.examples.atleastonce.Troubles;
import dev.gale.examples.lines.LineProgress;
import dev.gale.examples.lines.LineSpout;
import dev.gale.examples.run.Commands;
import dev.gale.examples.run.Figures;
import dev.gale.examples.run.LocalRef;
import dev.gale.examples.run.LocalRun;
import dev.gale.examples.run.LocalRun.End;
import dev.gale.examples.run.ProgressLine;
import dev.gale.examples.run.RunOptions;
import dev.gale.examples.run.StopSignal;
import dev.gale.examples.run.UsageProblem;
import dev.gale.generated.StormTopology;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends lines through a bolt that fails, throws and forgets, and shows that each still arrives. */
@Command(
        name = "at-least-once",
        description =
                "Sends lines through a bolt that fails some tuples, throws at some and forgets some, and shows that"
                        + " every line still arrives at least once. Exceptions in the log are on purpose.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every line arrived at least once, and the counts of spout, runtime and ledger fit together.",
            "1:They don't, or the topology has failed.",
            "2:Wrong arguments.",
            "130:Stopped by Ctrl-C."
        })
public final class AtLeastOnceDemo implements Callable<Integer> {
    static final String LINES = "lines";
    private static final String FLAKY = "flaky";

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many lines to send. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Option(
            names = "--fail",
            paramLabel = "P",
            defaultValue = "0.05",
            description = "Share of attempts that the bolt fails, from 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double fail;

    @Option(
            names = "--throw",
            paramLabel = "P",
            defaultValue = "0.01",
            description = "Share of attempts at which the bolt throws an exception. Default: ${DEFAULT-VALUE}.")
    private double throwing;

    @Option(
            names = "--swallow",
            paramLabel = "P",
            defaultValue = "0.02",
            description = "Share of attempts that the bolt neither acks nor fails. Default: ${DEFAULT-VALUE}.")
    private double swallow;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What to draw the trouble from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;

    AtLeastOnceDemo(StopSignal stop) {
        this.stop = stop;
    }

    public static void main(String[] args) {
        StopSignal stop = StopSignal.onShutdown();
        System.exit(Commands.run(new AtLeastOnceDemo(stop), stop, args));
    }

    /** The topology. */
    static StormTopology topology(
            NumberedLines lines, int parallelism, LocalRef<Troubles> troubles, LocalRef<Ledger> ledger) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(LINES, new LineSpout(lines), Math.min(parallelism, lines.mostReaders()));
        builder.setBolt(FLAKY, new FlakyBolt(troubles), parallelism).shuffleGrouping(LINES);
        builder.setBolt("ledger", new LedgerBolt(ledger), parallelism)
                .fieldsGrouping(FLAKY, new Fields(LineSpout.NUMBER));
        return builder.createTopology();
    }

    /** Short waits, for a short demonstration: a forgotten line comes back soon, a bolt that threw is made anew soon. */
    static Config defaults() {
        Config conf = new Config();
        conf.setMaxSpoutPending(1_000);
        conf.setMessageTimeout(Duration.ofMillis(500));
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 1);
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS, 5);
        conf.put(Config.TOPOLOGY_MAX_ERROR_REPORT_PER_INTERVAL, 1);
        return conf;
    }

    @Override
    public Integer call() throws UsageProblem, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        NumberedLines source = new NumberedLines(RunOptions.atLeastOne("--lines", lines));
        Troubles troubles = new Troubles(seed, fail, throwing, swallow);
        Ledger ledger = new Ledger();
        try (LocalRef<Troubles> troublesRef = LocalRef.to(troubles);
                LocalRef<Ledger> ledgerRef = LocalRef.to(ledger)) {
            LocalRun run = LocalRun.of(
                    "at-least-once",
                    options.config(defaults()),
                    topology(source, options.parallelism(), troublesRef, ledgerRef),
                    (stats, metrics) -> LineProgress.isDone(stats.component(LINES), metrics),
                    stop,
                    new ProgressLine(err, ProgressLine.isTerminal(), System::nanoTime));
            if (run.end() == End.FAILED) {
                err.println("at-least-once: " + run.failureText());
                return Commands.FAILED;
            }
            Proof proof = new Proof(
                    lines,
                    ledger,
                    LineProgress.replays(run.metrics()),
                    run.stats().component(LINES));
            print(out, proof, troubles, run.elapsed());
            if (run.end() == End.STOPPED) {
                return Commands.STOPPED;
            }
            proof.contradictions().forEach(contradiction -> err.println("at-least-once: " + contradiction));
            if (proof.contradictions().isEmpty()) {
                out.println("OK every line was counted at least once");
                return Commands.OK;
            }
            return Commands.FAILED;
        }
    }

    private static void print(PrintWriter out, Proof proof, Troubles troubles, Duration elapsed) {
        out.println("trouble made: " + Figures.whole(troubles.dealt(Kind.FAIL)) + " failed, "
                + Figures.whole(troubles.dealt(Kind.THROW)) + " thrown at, "
                + Figures.whole(troubles.dealt(Kind.SWALLOW)) + " swallowed, in " + Figures.seconds(elapsed));
        String byReason = proof.replays().entrySet().stream()
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + " " + Figures.whole(entry.getValue()))
                .collect(Collectors.joining(", "));
        out.println(Figures.count(proof.totalReplays(), "replay") + (byReason.isEmpty() ? "" : ": " + byReason));
        out.println(Figures.count(proof.lines(), "line") + ", "
                + Figures.whole(proof.spout().acked()) + " acked, "
                + Figures.whole(proof.ledger().deliveries()) + " deliveries, "
                + Figures.whole(proof.ledger().missing(proof.lines())) + " missing");
    }
}
