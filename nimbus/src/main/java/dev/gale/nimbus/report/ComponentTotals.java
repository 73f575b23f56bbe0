package dev.gale.nimbus.report;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the executors of a component have done together. Means weigh by what they are of: the latency of a complete tree and
 * of processing by what was acked, that of executing by what was executed; the capacity is that of the busiest executor.
 */
public record ComponentTotals(
        long emitted,
        long transferred,
        long executed,
        long acked,
        long failed,
        double processLatencyMs,
        double executeLatencyMs,
        double completeLatencyMs,
        double capacity) {
    public static final ComponentTotals NONE = new ComponentTotals(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** By component. */
    public static Map<String, ComponentTotals> of(Collection<WorkerStats> workers) {
        Map<String, ComponentTotals> totals = new TreeMap<>();
        workers.forEach(worker -> worker.executors()
                .forEach(executor -> totals.merge(executor.component(), of(executor), ComponentTotals::plus)));
        return totals;
    }

    private static ComponentTotals of(ExecutorStats executor) {
        return new ComponentTotals(
                executor.emitted(),
                executor.transferred(),
                executor.executed(),
                executor.acked(),
                executor.failed(),
                executor.processLatencyMs(),
                executor.executeLatencyMs(),
                executor.completeLatencyMs(),
                executor.capacity());
    }

    public ComponentTotals plus(ComponentTotals other) {
        return new ComponentTotals(
                emitted + other.emitted,
                transferred + other.transferred,
                executed + other.executed,
                acked + other.acked,
                failed + other.failed,
                mean(processLatencyMs, acked, other.processLatencyMs, other.acked),
                mean(executeLatencyMs, executed, other.executeLatencyMs, other.executed),
                mean(completeLatencyMs, acked, other.completeLatencyMs, other.acked),
                Math.max(capacity, other.capacity));
    }

    private static double mean(double first, long firstCount, double second, long secondCount) {
        double count = (double) firstCount + secondCount;
        return count == 0 ? 0 : (first * firstCount + second * secondCount) / count;
    }
}
