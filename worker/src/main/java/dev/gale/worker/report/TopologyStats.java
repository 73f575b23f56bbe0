package dev.gale.worker.report;

import dev.gale.generated.GlobalStreamId;
import dev.gale.spout.TupleFailure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a topology has done since it started: exact counts, taken while it runs. Counts of different tasks are read one
 * after the other, so sums fit together exactly only when nothing is in flight.
 *
 * @param uptime since the topology was started
 * @param components in the order of their ids
 */
public record TopologyStats(String topology, Duration uptime, List<ComponentStats> components) {

    /** @throws NoSuchElementException naming the components there are */
    public ComponentStats component(String id) {
        return components.stream()
                .filter(c -> c.component().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("topology " + topology + " has no component " + id
                        + "; it has "
                        + components.stream().map(ComponentStats::component).toList()));
    }

    /** Trees completed, over all spouts. */
    public long acked() {
        return components.stream()
                .filter(ComponentStats::spout)
                .mapToLong(ComponentStats::acked)
                .sum();
    }

    /** Trees failed, over all spouts. */
    public long failed() {
        return components.stream()
                .filter(ComponentStats::spout)
                .mapToLong(ComponentStats::failed)
                .sum();
    }

    /** Trees that are open now, over all spouts. */
    public long pending() {
        return components.stream().mapToLong(ComponentStats::pending).sum();
    }

    /**
     * One component, its tasks added up.
     *
     * @param acked of a spout: trees completed; of a bolt: tuples acked
     * @param failed of a spout: trees failed; of a bolt: tuples failed
     * @param failures {@code failed} by reason; reasons that never occurred are absent
     * @param execute how long execute took, a mean per duty cycle
     * @param complete of a spout: from emit to completion
     * @param queueDepth batches that wait now
     * @param queueCapacity batches that can wait
     * @param blockedShare share of the uptime, from 0 to 1, in which no input was taken since a receiver had no room
     * @param busyShare share of the uptime, from 0 to 1, spent in duty cycles that did work
     * @param errors how often user code threw or reported
     * @param misuses acks, fails and anchors that were not legal
     */
    public record ComponentStats(
            String component,
            boolean spout,
            int executors,
            long executed,
            long emitted,
            long transferred,
            long acked,
            long failed,
            Map<TupleFailure.Reason, Long> failures,
            Map<GlobalStreamId, InStats> in,
            Map<String, OutStats> out,
            List<TaskStats> tasks,
            Latency execute,
            Latency queueWait,
            Latency complete,
            long queueDepth,
            long queueCapacity,
            double blockedShare,
            double busyShare,
            long pending,
            long errors,
            long restarts,
            long misuses) {}

    /**
     * One executor.
     *
     * @param stats of its component, as far as it is this executor's; errors are those of the whole component here
     */
    public record ExecutorStats(int firstTask, int lastTask, ComponentStats stats) {}

    /** One task; the counts as in {@link ComponentStats}. */
    public record TaskStats(
            int task,
            long executed,
            long emitted,
            long transferred,
            long acked,
            long failed,
            Map<GlobalStreamId, InStats> in,
            Map<String, OutStats> out) {}

    /** One input stream. */
    public record InStats(long executed, long acked, long failed) {
        InStats plus(InStats other) {
            return new InStats(executed + other.executed, acked + other.acked, failed + other.failed);
        }
    }

    /** One output stream; acked and failed are of a spout's trees. */
    public record OutStats(long emitted, long transferred, long acked, long failed) {
        OutStats plus(OutStats other) {
            return new OutStats(
                    emitted + other.emitted,
                    transferred + other.transferred,
                    acked + other.acked,
                    failed + other.failed);
        }
    }

    /** Adds up one component. */
    public static ComponentStats component(
            String component,
            boolean spout,
            List<TaskCounters> tasks,
            List<ExecutorGauges> executors,
            long errors,
            Duration uptime,
            long nowNs) {
        Map<GlobalStreamId, InStats> in = new TreeMap<>(java.util.Comparator.comparing(GlobalStreamId::get_componentId)
                .thenComparing(GlobalStreamId::get_streamId));
        Map<String, OutStats> out = new TreeMap<>();
        Map<TupleFailure.Reason, Long> failures = new EnumMap<>(TupleFailure.Reason.class);
        long restarts = 0;
        long misuses = 0;
        for (TaskCounters counters : tasks) {
            snapshotIn(counters).forEach((stream, stats) -> in.merge(stream, stats, InStats::plus));
            snapshotOut(counters).forEach((stream, stats) -> out.merge(stream, stats, OutStats::plus));
            for (TupleFailure.Reason reason : TupleFailure.Reason.values()) {
                long count = counters.failures(reason).get();
                if (count > 0) {
                    failures.merge(reason, count, Long::sum);
                }
            }
            restarts += counters.restarts.get();
            misuses += counters.misuses.get();
        }
        List<TaskStats> taskStats = tasks.stream().map(t -> task(t, spout)).toList();
        long uptimeNs = Math.max(1, uptime.toNanos()) * Math.max(1, executors.size());
        return new ComponentStats(
                component,
                spout,
                executors.size(),
                taskStats.stream().mapToLong(TaskStats::executed).sum(),
                taskStats.stream().mapToLong(TaskStats::emitted).sum(),
                taskStats.stream().mapToLong(TaskStats::transferred).sum(),
                taskStats.stream().mapToLong(TaskStats::acked).sum(),
                taskStats.stream().mapToLong(TaskStats::failed).sum(),
                failures,
                in,
                out,
                taskStats,
                merged(executors.stream().map(e -> e.execute).toList()),
                merged(executors.stream().map(e -> e.queueWait).toList()),
                merged(executors.stream().map(e -> e.complete).toList()),
                executors.stream().mapToLong(ExecutorGauges::queueDepth).sum(),
                executors.stream().mapToLong(ExecutorGauges::queueCapacity).sum(),
                share(executors.stream().mapToLong(e -> e.blockedNs(nowNs)).sum(), uptimeNs),
                share(executors.stream().mapToLong(e -> e.busyNs.get()).sum(), uptimeNs),
                executors.stream().mapToLong(ExecutorGauges::pending).sum(),
                errors,
                restarts,
                misuses);
    }

    private static TaskStats task(TaskCounters counters, boolean spout) {
        Map<GlobalStreamId, InStats> in = snapshotIn(counters);
        Map<String, OutStats> out = snapshotOut(counters);
        return new TaskStats(
                counters.task(),
                in.values().stream().mapToLong(InStats::executed).sum(),
                out.values().stream().mapToLong(OutStats::emitted).sum(),
                out.values().stream().mapToLong(OutStats::transferred).sum(),
                spout
                        ? out.values().stream().mapToLong(OutStats::acked).sum()
                        : in.values().stream().mapToLong(InStats::acked).sum(),
                spout
                        ? out.values().stream().mapToLong(OutStats::failed).sum()
                        : in.values().stream().mapToLong(InStats::failed).sum(),
                in,
                out);
    }

    private static Map<GlobalStreamId, InStats> snapshotIn(TaskCounters counters) {
        Map<GlobalStreamId, InStats> in = new LinkedHashMap<>();
        counters.inStreams()
                .forEach((stream, c) -> in.put(stream, new InStats(c.executed.get(), c.acked.get(), c.failed.get())));
        return in;
    }

    private static Map<String, OutStats> snapshotOut(TaskCounters counters) {
        Map<String, OutStats> out = new LinkedHashMap<>();
        counters.outStreams()
                .forEach((stream, c) -> out.put(
                        stream, new OutStats(c.emitted.get(), c.transferred.get(), c.acked.get(), c.failed.get())));
        return out;
    }

    private static Latency merged(List<LatencyRecorder> recorders) {
        Histogram sum = new Histogram(2);
        recorders.forEach(recorder -> sum.add(recorder.histogram()));
        return Latency.of(sum);
    }

    private static double share(long partNs, long wholeNs) {
        return Math.min(1.0, (double) partNs / wholeNs);
    }
}
