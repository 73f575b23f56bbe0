package dev.gale.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.topology.TopologyBuilder;
import dev.gale.worker.report.TopologyStats;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Source, identity, sink, with acking and without, in turn within one JVM: what at-least-once costs. Both run under the
 * same limit of what is in flight: acked by the number of pending trees, un-acked by the bounds of the queues.
 */
@Command(
        name = "acking-cost",
        mixinStandardHelpOptions = true,
        description = "Throughput of source -> identity -> sink with acking and without, alternating in one run.")
public final class AckingCost implements Callable<Integer> {
    @Option(names = "--rounds", description = "Alternations; the medians count. Default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--seconds", description = "Length of each measurement. Default: ${DEFAULT-VALUE}")
    private int seconds = 3;

    @Option(names = "--warm-up", description = "Seconds before each measurement. Default: ${DEFAULT-VALUE}")
    private int warmUp = 3;

    @Option(names = "--pending", description = "topology.max.spout.pending. Default: ${DEFAULT-VALUE}")
    private int pending = 8192;

    @Option(
            names = "--scheduling",
            split = ",",
            description = "Values of topology.scheduling to compare. Default: ${DEFAULT-VALUE}")
    private List<String> schedulings = List.of("packed", "dedicated");

    private final PrintStream out = System.out;

    /** What one measurement gave. CPU and allocation are of the whole process, per tuple at the sink. */
    private record Result(double tuplesPerSec, double cpuSecsPerMillion, double bytesPerTuple) {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new AckingCost()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, List<Result>> results = new LinkedHashMap<>();
        for (int i = 1; i <= rounds; i++) {
            for (String scheduling : schedulings) {
                for (boolean tracked : List.of(true, false)) {
                    String what = scheduling + (tracked ? " acked" : " un-acked");
                    Result result = print("round " + i, what, measure(tracked, scheduling));
                    results.computeIfAbsent(what, w -> new ArrayList<>()).add(result);
                }
            }
        }
        results.forEach((what, all) -> print("median", what, median(all)));
        for (String scheduling : schedulings) {
            Result acked = median(results.get(scheduling + " acked"));
            Result unacked = median(results.get(scheduling + " un-acked"));
            out.printf(
                    "%s: acked / un-acked: %.0f %% of the throughput, %.2f times the CPU%n",
                    scheduling,
                    100 * acked.tuplesPerSec / unacked.tuplesPerSec,
                    acked.cpuSecsPerMillion / unacked.cpuSecsPerMillion);
        }
        return 0;
    }

    private Result print(String when, String what, Result result) {
        out.printf(
                "%-8s %-18s %6.2f M tuples/s  %.3f CPU-s/M  %4.0f B/tuple%n",
                when, what, result.tuplesPerSec / 1e6, result.cpuSecsPerMillion, result.bytesPerTuple);
        return result;
    }

    private static Result median(List<Result> results) {
        return results.stream()
                .sorted(Comparator.comparingDouble(Result::tuplesPerSec))
                .toList()
                .get(results.size() / 2);
    }

    private Result measure(boolean tracked, String scheduling) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", new Components.Source(tracked));
        builder.setBolt("identity", new Components.Identity()).shuffleGrouping("source");
        builder.setBolt("sink", new Components.Sink()).shuffleGrouping("identity");
        Config conf = new Config();
        conf.put(Config.TOPOLOGY_SCHEDULING, scheduling);
        if (tracked) {
            conf.setMaxSpoutPending(pending);
        } else {
            conf.setNumAckers(0);
        }
        try (LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology("w2", conf, builder.createTopology());
            pause(Duration.ofSeconds(warmUp));
            long executed = executed(cluster);
            long cpuNs = cpuNs();
            long bytes = allocatedBytes();
            long startNs = System.nanoTime();
            pause(Duration.ofSeconds(seconds));
            double elapsedSecs = (System.nanoTime() - startNs) / 1e9;
            long done = executed(cluster) - executed;
            return new Result(
                    done / elapsedSecs, (cpuNs() - cpuNs) / 1e3 / done, (double) (allocatedBytes() - bytes) / done);
        }
    }

    private static long executed(LocalCluster cluster) throws Exception {
        TopologyStats stats = cluster.stats("w2");
        if (stats.failed() > 0) {
            throw new IllegalStateException(stats.failed() + " trees failed; the figures would mean nothing");
        }
        return stats.component("sink").executed();
    }

    private static long cpuNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static void pause(Duration duration) {
        long endNs = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = endNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
