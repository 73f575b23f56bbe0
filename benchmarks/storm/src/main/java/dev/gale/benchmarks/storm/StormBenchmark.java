package dev.gale.benchmarks.storm;

import dev.gale.benchmarks.harness.AcrossWorkers;
import dev.gale.benchmarks.harness.CountFolder;
import dev.gale.benchmarks.harness.Engine;
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
import dev.gale.benchmarks.harness.Tallies;
import dev.gale.benchmarks.harness.TopologyJar;
import dev.gale.benchmarks.harness.Workload;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.utils.VersionInfo;

/** Runs one workload on a Storm LocalCluster; those across processes on a cluster of daemons. */
public final class StormBenchmark implements Engine {
    private static final String TOPOLOGY = "benchmark";

    /** Tuples that all queues of a topology hold at most when max.spout.pending is unset, generously. */
    private static final long UNBOUNDED_IN_FLIGHT = 16 * 32_768;

    /** One of so many tuples of the window may come between two reads. */
    private static final long READ_JITTER = 50;

    private StormBenchmark() {}

    public static void main(String[] args) {
        EngineMain.runAndExit("storm-benchmark", new StormBenchmark(), args);
    }

    @Override
    public Result run(RunOptions options) throws Exception {
        Workload workload = options.workload();
        Map<String, Object> settings = NamedConfig.of(options.config()).settings(workload);
        StormTopology topology = Topologies.build(options);
        if (workload.isAcrossProcesses()) {
            return ScratchFolder.during("storm", () -> runAcrossProcesses(options, settings, topology));
        }
        return ScratchFolder.during("storm", () -> {
            LocalCluster cluster = new LocalCluster();
            try {
                cluster.submitTopology(TOPOLOGY, new HashMap<>(settings), topology);
                try {
                    return measure(options, settings);
                } finally {
                    cluster.killTopologyWithOpts(TOPOLOGY, LocalCluster.KILL_NOW);
                }
            } finally {
                cluster.close();
            }
        });
    }

    private static Result runAcrossProcesses(RunOptions options, Map<String, Object> settings, StormTopology topology)
            throws Exception {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        CountFolder counts = new CountFolder(Files.createDirectory(folder.resolve("counts")));
        List<String> workerOptions =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        workerOptions.add(counts.jvmOption());
        try (StormCluster cluster = StormCluster.start(folder.resolve("storm"), workerOptions)) {
            Path jar = TopologyJar.write(folder.resolve("topology.jar"), StormBenchmark.class, CountFolder.class);
            cluster.submit(TOPOLOGY, settings, jar, topology);
            try {
                return new AcrossWorkers(options, counts)
                        .measure("storm", VersionInfo.getVersion(), settings, inFlight(options, settings));
            } catch (InvalidRun e) {
                cluster.printLogs(System.err);
                throw e;
            }
        }
    }

    private static Result measure(RunOptions options, Map<String, Object> settings) {
        Workload workload = options.workload();
        Tallies tuples = switch (workload) {
            case W2, W4, W6 -> Observed.ACKED;
            default -> Observed.AT_SINK;
        };
        FirstTuple.await(tuples::sum);
        Measurement measured = Measurement.take(options, tuples::sum, () -> {
            Observed.END_TO_END.reset();
            Observed.UNTIL_ACKED.reset();
        });
        // At once: what is recorded after the window doesn't count.
        Latency endToEnd = Observed.END_TO_END.snapshot();
        Latency acked = Observed.UNTIL_ACKED.snapshot();
        Result result = Result.of("storm", VersionInfo.getVersion(), options, measured, settings, Map.of());
        if (workload == Workload.W4) {
            result = result.withLatencies(endToEnd, acked);
        }
        requireSanity(options, settings, result);
        return result;
    }

    /** @throws InvalidRun when the figures mean nothing */
    private static void requireSanity(RunOptions options, Map<String, Object> settings, Result result) {
        Workload workload = options.workload();
        Sanity.requireNoFailures(Observed.FAILED.sum());
        Sanity.requireProgress("tuples", result.tuples());
        if (workload == Workload.W4) {
            Sanity.requireRate(options.rate(), result.tuplesPerSec());
        }
        int tuplesOfRoot = workload == Workload.W3 ? Sentences.WORDS : 1;
        // The counts grow while they are read, one after the other.
        long inFlight = inFlight(options, settings) + result.tuples() / READ_JITTER;
        long emitted = Observed.EMITTED.sum();
        Sanity.requireAgreement(
                "emitted", emitted * tuplesOfRoot, "at the sink", Observed.AT_SINK.sum(), inFlight * tuplesOfRoot);
        if (NamedConfig.isTracked(workload)) {
            Sanity.requireAgreement("emitted", emitted, "acked", Observed.ACKED.sum(), inFlight);
        }
    }

    /** The most trees, or un-acked tuples, that can be under way. */
    private static long inFlight(RunOptions options, Map<String, Object> settings) {
        Object pending = settings.get(Config.TOPOLOGY_MAX_SPOUT_PENDING);
        return pending == null
                ? UNBOUNDED_IN_FLIGHT
                : (long) (Integer) pending * options.parallelism().source();
    }
}
