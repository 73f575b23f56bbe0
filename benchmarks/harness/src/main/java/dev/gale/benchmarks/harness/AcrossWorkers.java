package dev.gale.benchmarks.harness;

import java.io.IOException;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Measures W5 and W5U, whose tasks run in worker processes of a cluster on this machine. Their CPU time counts, that of the
 * cluster's daemons doesn't. Source and identity must be in one worker and the sink in the other, so that every tuple
 * crosses once, between identity and sink; where a tree is tracked, and so what of it crosses, is the engine's affair.
 */
public final class AcrossWorkers {
    /** Names of counts: what the source emits, what comes back to it, what gets to the sink. */
    public static final String EMITTED = "emitted";

    public static final String ACKED = "acked";
    public static final String FAILED = "failed";
    public static final String AT_SINK = "at-sink";

    /** Always 0: says in which process the identity is. */
    public static final String AT_IDENTITY = "at-identity";

    /** One of so many tuples of the window may come between two reads. */
    private static final long READ_JITTER = 50;

    private final RunOptions options;
    private final CountFolder counts;

    public AcrossWorkers(RunOptions options, CountFolder counts) {
        this.options = options;
        this.counts = counts;
    }

    /**
     * Waits for the first tuple, warms up, measures.
     *
     * @param inFlight the most tuples that may be between the source and its acks, or between source and sink
     * @throws InvalidRun when the figures mean nothing
     */
    public Result measure(String engine, String version, Map<String, ?> settings, long inFlight) throws IOException {
        String counted = options.workload() == Workload.W5 ? ACKED : AT_SINK;
        FirstTuple.await(() -> counts.sum(counted));
        Measurement.pause(options.warmUp());
        long source = only("source", counts.processes(FAILED));
        long sink = only("sink", counts.processes(AT_SINK));
        requirePlaces(source, only("identity", counts.processes(AT_IDENTITY)), sink);

        long startNs = System.nanoTime();
        Duration sourceBefore = cpu(source);
        Duration sinkBefore = cpu(sink);
        long before = counts.sum(counted);
        Measurement.pause(options.window());
        long tuples = counts.sum(counted) - before;
        double seconds = (System.nanoTime() - startNs) / 1e9;
        double sourceCpu = seconds(cpu(source).minus(sourceBefore));
        double sinkCpu = seconds(cpu(sink).minus(sinkBefore));

        // A worker that was started again has files of its own.
        only("source", counts.processes(FAILED));
        only("sink", counts.processes(AT_SINK));
        requireSanity(tuples, inFlight);
        Map<String, Double> extra = new TreeMap<>();
        extra.put("sourceCores", sourceCpu / seconds);
        extra.put("sinkCores", sinkCpu / seconds);
        extra.put("loopbackOnly", loopbackOnly() ? 1.0 : 0.0);
        return Result.ofProcesses(
                engine,
                version,
                options,
                new Measurement(new Meter.Window(seconds, sourceCpu + sinkCpu, 0, 0, 0), tuples),
                settings,
                extra);
    }

    private static long only(String what, Set<Long> pids) {
        if (pids.size() != 1) {
            throw new InvalidRun("the " + what + " has run in the processes " + new TreeSet<>(pids) + ", not in one");
        }
        return pids.iterator().next();
    }

    private static void requirePlaces(long source, long identity, long sink) {
        if (source != identity || source == sink) {
            throw new InvalidRun(
                    "source, identity and sink must run in two workers, the first two together; they are in"
                            + " the processes " + source + ", " + identity + " and " + sink);
        }
    }

    private void requireSanity(long tuples, long inFlight) {
        Sanity.requireNoFailures(counts.sum(FAILED));
        Sanity.requireProgress("tuples", tuples);
        long tolerance = inFlight + tuples / READ_JITTER;
        long atSink = counts.sum(AT_SINK);
        if (options.workload() == Workload.W5) {
            Sanity.requireAgreement("acked", counts.sum(ACKED), "at the sink", atSink, tolerance);
        }
        if (!counts.processes(EMITTED).isEmpty()) {
            Sanity.requireAgreement("emitted", counts.sum(EMITTED), "at the sink", atSink, tolerance);
        }
    }

    private static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new InvalidRun("the worker with the pid " + pid + " has ended"));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Whether there is no network to share with others. */
    private static boolean loopbackOnly() throws IOException {
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!each.isLoopback()) {
                return false;
            }
        }
        return true;
    }
}
