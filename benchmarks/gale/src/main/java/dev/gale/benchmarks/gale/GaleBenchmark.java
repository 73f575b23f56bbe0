package dev.gale.benchmarks.gale;

import dev.gale.LocalCluster;
import dev.gale.benchmarks.harness.AcrossWorkers;
import dev.gale.benchmarks.harness.CountFolder;
import dev.gale.benchmarks.harness.EngineMain;
import dev.gale.benchmarks.harness.FirstTuple;
import dev.gale.benchmarks.harness.InvalidRun;
import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import dev.gale.benchmarks.harness.Measurement;
import dev.gale.benchmarks.harness.Result;
import dev.gale.benchmarks.harness.RunOptions;
import dev.gale.benchmarks.harness.Sanity;
import dev.gale.benchmarks.harness.ScratchFolder;
import dev.gale.benchmarks.harness.Sentences;
import dev.gale.benchmarks.harness.TopologyJar;
import dev.gale.benchmarks.harness.Workload;
import dev.gale.worker.report.TopologyStats;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Runs one workload on a local cluster of Gale; those across processes on one with daemons. */
public final class GaleBenchmark {
    private static final String TOPOLOGY = "benchmark";
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    /** Tuples of a topology across processes that may be in flight, generously. */
    private static final long MOST_IN_FLIGHT = 1 << 20;

    /** In shorter windows a single pause of the machine is more than the tolerance. */
    private static final Duration SHORTEST_FOR_RATE = Duration.ofSeconds(1);

    private final RunOptions options;
    private final Workload workload;
    private final Map<String, Object> settings;

    private GaleBenchmark(RunOptions options) {
        this.options = options;
        this.workload = options.workload();
        this.settings = Configurations.settings(options.config(), workload);
    }

    public static void main(String[] args) {
        EngineMain.runAndExit("gale", GaleBenchmark::run, args);
    }

    static Result run(RunOptions options) throws Exception {
        GaleBenchmark benchmark = new GaleBenchmark(options);
        Probe.clear();
        if (options.workload().isAcrossProcesses()) {
            return ScratchFolder.during("gale", benchmark::measureAcrossProcesses);
        }
        return options.workload() == Workload.START ? benchmark.start() : benchmark.measure();
    }

    private Result measureAcrossProcesses() throws Exception {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        CountFolder counts = new CountFolder(Files.createDirectory(folder.resolve("counts")));
        List<String> workerOptions =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        workerOptions.add(counts.jvmOption());
        try (GaleCluster cluster = GaleCluster.start(folder.resolve("gale"), workerOptions)) {
            Path jar = TopologyJar.write(folder.resolve("topology.jar"), GaleBenchmark.class, CountFolder.class);
            cluster.submit(TOPOLOGY, settings, jar, Topologies.of(options));
            try {
                return new AcrossWorkers(options, counts).measure("gale", version(), settings, MOST_IN_FLIGHT);
            } catch (InvalidRun e) {
                cluster.printLogs(System.err);
                throw e;
            }
        }
    }

    private Result start() throws Exception {
        StartTime time = StartTime.take(settings, () -> Topologies.of(options));
        return result(time.measured(), time.figures());
    }

    private Result measure() throws Exception {
        int threadsBefore = ThreadCosts.javaThreads();
        try (LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology(TOPOLOGY, settings, Topologies.of(options));
            if (workload != Workload.W7) {
                FirstTuple.await(this::count);
            }
            ThreadCosts[] before = new ThreadCosts[1];
            Measurement measured = Measurement.take(options, this::count, () -> {
                Probe.resetLatencies();
                before[0] = ThreadCosts.now();
            });
            Latency endToEnd = Probe.END_TO_END.snapshot();
            Latency acked = Probe.ACKED.snapshot();
            Map<String, Double> extra = new TreeMap<>();
            extra.put("galeThreads", (double) (measured.window().threads() - threadsBefore));
            extra.putAll(ThreadCosts.now().since(before[0], measured.window().seconds()));
            Result result = result(measured, extra);
            if (workload == Workload.W4) {
                result = result.withLatencies(endToEnd, acked);
            }
            requireSane(result, drained(cluster));
            return result;
        }
    }

    private Result result(Measurement measured, Map<String, Double> extra) throws IOException {
        return Result.of("gale", version(), options, measured, settings, extra);
    }

    /** Acks where the sources wait for them, words in W3, tuples at the sink else. */
    private long count() {
        return switch (workload) {
            case W2, W4, W6 -> Probe.ACKS.sum();
            default -> Probe.SINK.sum();
        };
    }

    /**
     * Stops the spouts and waits until nothing is in flight; then the counts must fit exactly. What the spouts have been told is
     * waited for too: a thread that stands still between a tuple's end and its ack looks as if it had nothing to do.
     */
    private TopologyStats drained(LocalCluster cluster) throws Exception {
        cluster.deactivate(TOPOLOGY);
        long endNs = System.nanoTime() + DRAIN_LIMIT.toNanos();
        long sinkBefore = -1;
        while (true) {
            TopologyStats stats = cluster.stats(TOPOLOGY);
            long sink = Probe.SINK.sum();
            if (sink == sinkBefore
                    && stats.pending() == 0
                    && sink == expectedAtSink(stats)
                    && (!waitsForAcks() || ackedAtSink() == sink)) {
                return stats;
            }
            if (System.nanoTime() - endNs > 0) {
                throw new InvalidRun("after " + DRAIN_LIMIT.toSeconds() + " s without emits " + stats.pending()
                        + " trees are still open, and of " + expectedAtSink(stats) + " expected tuples " + sink
                        + " have reached the sink" + (waitsForAcks() ? ", " + ackedAtSink() + " are acked" : ""));
            }
            sinkBefore = sink;
            Measurement.pause(LOOK_AGAIN);
        }
    }

    private boolean waitsForAcks() {
        return workload != Workload.W1 && workload != Workload.W2U;
    }

    /** Tuples at the sink whose trees the spouts know to be complete. */
    private long ackedAtSink() {
        return Probe.ACKS.sum() * (workload == Workload.W3 ? Sentences.WORDS : 1);
    }

    private long expectedAtSink(TopologyStats stats) {
        long emitted = stats.components().stream()
                .filter(TopologyStats.ComponentStats::spout)
                .mapToLong(TopologyStats.ComponentStats::emitted)
                .sum();
        return workload == Workload.W3 ? emitted * Sentences.WORDS : emitted;
    }

    private void requireSane(Result result, TopologyStats stats) {
        Sanity.requireNoFailures(stats.failed() + Probe.FAILS.sum());
        for (TopologyStats.ComponentStats component : stats.components()) {
            if (component.errors() + component.restarts() + component.misuses() > 0) {
                throw new InvalidRun("component " + component.component() + " had " + component.errors() + " errors, "
                        + component.restarts() + " restarts and " + component.misuses() + " misuses");
            }
        }
        if (workload == Workload.W7 && options.rate() == 0) {
            return;
        }
        Sanity.requireProgress("tuples", result.tuples());
        if (waitsForAcks()) {
            Sanity.requireAgreement("acks", ackedAtSink(), "at the sink", Probe.SINK.sum(), 0);
        }
        if (workload == Workload.W4 && options.window().compareTo(SHORTEST_FOR_RATE) >= 0) {
            Sanity.requireRate(options.rate(), result.tuplesPerSec());
        }
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = GaleBenchmark.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        }
        return properties.getProperty("version");
    }
}
