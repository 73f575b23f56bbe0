package dev.gale.benchmarks.jet;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.core.JobStatus;
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
import java.util.concurrent.CancellationException;

/** Runs one workload on an embedded Hazelcast member. */
public final class JetBenchmark implements Engine {
    private static final long SNAPSHOT_INTERVAL_MILLIS = 1000;

    /** Items that the queues of a job hold at most, words of sentences counted one by one, generously. */
    private static final long IN_QUEUES = 100_000;

    /** One of so many tuples of the window may come between two reads. */
    private static final long READ_JITTER = 50;

    private JetBenchmark() {}

    public static void main(String[] args) {
        EngineMain.runAndExit("jet-benchmark", new JetBenchmark(), args);
    }

    @Override
    public Result run(RunOptions options) throws Exception {
        NamedConfig config = NamedConfig.of(options.config());
        return ScratchFolder.during("jet", () -> {
            HazelcastInstance member = Hazelcast.newHazelcastInstance(memberConfig(config));
            try {
                Job job = member.getJet().newJob(Graphs.build(options), jobConfig(options.workload()));
                Result result = measure(options, config, member);
                requireRunning(job);
                cancel(job);
                return result;
            } finally {
                member.shutdown();
            }
        });
    }

    /** A member that neither looks for others nor can be reached from another machine. */
    private static Config memberConfig(NamedConfig config) {
        Config member = new Config();
        config.properties().forEach(member::setProperty);
        member.setProperty("hazelcast.logging.type", "slf4j");
        member.setProperty("hazelcast.phone.home.enabled", "false");
        member.setProperty("hazelcast.socket.bind.any", "false");
        member.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        member.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        member.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        member.getJetConfig().setEnabled(true);
        return member;
    }

    private static JobConfig jobConfig(Workload workload) {
        // A failure is to end the run, not to be a gap in the window.
        JobConfig job = new JobConfig().setAutoScaling(false);
        if (NamedConfig.hasSnapshots(workload)) {
            job.setProcessingGuarantee(ProcessingGuarantee.AT_LEAST_ONCE)
                    .setSnapshotIntervalMillis(SNAPSHOT_INTERVAL_MILLIS);
        }
        return job;
    }

    private static Result measure(RunOptions options, NamedConfig config, HazelcastInstance member) {
        FirstTuple.await(Observed.AT_SINK::sum);
        long[] snapshotsBefore = new long[1];
        Measurement measured = Measurement.take(options, Observed.AT_SINK::sum, () -> {
            snapshotsBefore[0] = Observed.COMPLETED_SNAPSHOTS.sum();
            Observed.END_TO_END.reset();
        });
        // At once: what happens after the window doesn't count.
        Latency endToEnd = Observed.END_TO_END.snapshot();
        long snapshots = Observed.COMPLETED_SNAPSHOTS.sum() - snapshotsBefore[0];
        Map<String, Object> settings = new TreeMap<>(config.properties());
        if (NamedConfig.hasSnapshots(options.workload())) {
            settings.put("processingGuarantee", ProcessingGuarantee.AT_LEAST_ONCE.name());
            settings.put("snapshotIntervalMillis", SNAPSHOT_INTERVAL_MILLIS);
        }
        Result result = Result.of(
                "jet",
                member.getCluster().getLocalMember().getVersion().toString(),
                options,
                measured,
                settings,
                Map.of("snapshotsCompleted", (double) snapshots));
        if (options.workload() == Workload.W4) {
            result = result.withLatencies(endToEnd, null);
        }
        requireSanity(options, result, snapshots);
        return result;
    }

    /** @throws InvalidRun when the figures mean nothing */
    private static void requireSanity(RunOptions options, Result result, long snapshots) {
        Workload workload = options.workload();
        Sanity.requireProgress("tuples", result.tuples());
        if (workload == Workload.W4) {
            Sanity.requireRate(options.rate(), result.tuplesPerSec());
        }
        // The counts grow while they are read, one after the other.
        long inFlight = IN_QUEUES + result.tuples() / READ_JITTER;
        int tuplesOfItem = workload == Workload.W3 ? Sentences.WORDS : 1;
        Sanity.requireAgreement(
                "emitted", Observed.EMITTED.sum() * tuplesOfItem, "at the sink", Observed.AT_SINK.sum(), inFlight);
        long wanted = NamedConfig.hasSnapshots(workload) ? options.window().toSeconds() / 2 : 0;
        if (snapshots < wanted) {
            throw new InvalidRun("one snapshot a second was asked for, but only " + snapshots + " completed in "
                    + options.window().toSeconds() + " s");
        }
    }

    private static void requireRunning(Job job) {
        JobStatus status = job.getStatus();
        if (status != JobStatus.RUNNING) {
            throw new InvalidRun("the job should be running still, but is " + status);
        }
    }

    private static void cancel(Job job) {
        job.cancel();
        try {
            job.join();
        } catch (CancellationException e) {
            // What was asked for.
        }
    }
}
