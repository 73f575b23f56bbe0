package dev.gale.benchmarks.flink;

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
import dev.gale.benchmarks.harness.Workload;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Runs one workload on a Flink MiniCluster. */
public final class FlinkBenchmark implements Engine {
    private static final int LIMIT_SECS = 30;

    /** Records that the network buffers of a job hold at most, generously. */
    private static final long IN_BUFFERS = 1_000_000;

    /** One of so many tuples of the window may come between two reads. */
    private static final long READ_JITTER = 50;

    private FlinkBenchmark() {}

    public static void main(String[] args) {
        EngineMain.runAndExit("flink-benchmark", new FlinkBenchmark(), args);
    }

    @Override
    public Result run(RunOptions options) throws Exception {
        NamedConfig config = NamedConfig.of(options.config());
        Map<String, String> settings = config.settings(options.workload());
        return ScratchFolder.during("flink", () -> {
            StreamGraph job = job(options, config, settings);
            MiniCluster cluster = new MiniCluster(clusterConfig(options));
            cluster.start();
            try {
                JobID id =
                        cluster.submitJob(job).get(LIMIT_SECS, TimeUnit.SECONDS).getJobID();
                Result result = measure(options, config, settings);
                requireRunning(cluster, id);
                cluster.cancelJob(id).get(LIMIT_SECS, TimeUnit.SECONDS);
                cluster.requestJobResult(id).get(LIMIT_SECS, TimeUnit.SECONDS);
                return result;
            } finally {
                cluster.closeAsync().get(LIMIT_SECS, TimeUnit.SECONDS);
            }
        });
    }

    private static StreamGraph job(RunOptions options, NamedConfig config, Map<String, String> settings) {
        Configuration jobConfig = Configuration.fromMap(settings);
        // A failure is to end the run, not to be a gap in the window.
        jobConfig.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(jobConfig);
        env.setParallelism(1);
        Jobs.add(env, options, config);
        return env.getStreamGraph();
    }

    private static MiniClusterConfiguration clusterConfig(RunOptions options) {
        // One slot holds one task of each operator.
        int slots =
                Math.max(options.parallelism().middle(), options.parallelism().sink());
        return new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress("localhost")
                .withRandomPorts()
                .build();
    }

    private static Result measure(RunOptions options, NamedConfig config, Map<String, String> settings) {
        FirstTuple.await(Observed.AT_SINK::sum);
        long[] checkpointsBefore = new long[1];
        Measurement measured = Measurement.take(options, Observed.AT_SINK::sum, () -> {
            checkpointsBefore[0] = Observed.COMPLETED_CHECKPOINTS.sum();
            Observed.END_TO_END.reset();
        });
        // At once: what happens after the window doesn't count.
        Latency endToEnd = Observed.END_TO_END.snapshot();
        long checkpoints = Observed.COMPLETED_CHECKPOINTS.sum() - checkpointsBefore[0];
        Map<String, Object> reported = new TreeMap<>(settings);
        if (options.workload() != Workload.W4) {
            reported.put("recordsPerPoll", config.recordsPerPoll());
        }
        Result result = Result.of(
                "flink",
                EnvironmentInformation.getVersion(),
                options,
                measured,
                reported,
                Map.of("checkpointsCompleted", (double) checkpoints));
        if (options.workload() == Workload.W4) {
            result = result.withLatencies(endToEnd, null);
        }
        requireSanity(options, result, checkpoints);
        return result;
    }

    /** @throws InvalidRun when the figures mean nothing */
    private static void requireSanity(RunOptions options, Result result, long checkpoints) {
        Workload workload = options.workload();
        Sanity.requireProgress("tuples", result.tuples());
        if (workload == Workload.W4) {
            Sanity.requireRate(options.rate(), result.tuplesPerSec());
        }
        // The counts grow while they are read, one after the other.
        long inFlight = IN_BUFFERS + result.tuples() / READ_JITTER;
        int tuplesOfRecord = workload == Workload.W3 ? Sentences.WORDS : 1;
        Sanity.requireAgreement(
                "emitted", Observed.EMITTED.sum() * tuplesOfRecord, "at the sink", Observed.AT_SINK.sum(), inFlight);
        long wanted = NamedConfig.hasCheckpoints(workload) ? options.window().toSeconds() / 2 : 0;
        if (checkpoints < wanted) {
            throw new InvalidRun("one checkpoint a second was asked for, but only " + checkpoints + " completed in "
                    + options.window().toSeconds() + " s");
        }
    }

    private static void requireRunning(MiniCluster cluster, JobID id) throws Exception {
        JobStatus status = cluster.getJobStatus(id).get(LIMIT_SECS, TimeUnit.SECONDS);
        if (status != JobStatus.RUNNING) {
            throw new InvalidRun("the job should be running still, but is " + status);
        }
    }
}
