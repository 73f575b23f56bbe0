package dev.gale.worker.process.report;

import dev.gale.worker.report.Latency;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import dev.gale.worker.report.TopologyStats.ExecutorStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the executors of a worker have done since it started, as Nimbus is told; the names are those of its API.
 *
 * @param uptimeMs goes with the sums: what has come since another report, by this, is a rate
 * @param startedAt in milliseconds of the epoch; tells this process from others that had its slot
 */
record StatsMessage(String worker, long uptimeSecs, long uptimeMs, long startedAt, List<Figures> executors) {
    /**
     * One executor's. Latencies are means.
     *
     * @param processLatencyMs the same as {@code executeLatencyMs}: how long a bolt keeps a tuple after its call isn't
     *     measured
     * @param capacity share of the uptime in which it was busy
     */
    record Figures(
            String component,
            int firstTask,
            int lastTask,
            long emitted,
            long transferred,
            long executed,
            long acked,
            long failed,
            double processLatencyMs,
            double executeLatencyMs,
            double completeLatencyMs,
            double capacity) {
        private static Figures of(ExecutorStats executor) {
            ComponentStats stats = executor.stats();
            double executeMs = meanMs(stats.execute());
            return new Figures(
                    stats.component(),
                    executor.firstTask(),
                    executor.lastTask(),
                    stats.emitted(),
                    stats.transferred(),
                    stats.executed(),
                    stats.acked(),
                    stats.failed(),
                    executeMs,
                    executeMs,
                    meanMs(stats.complete()),
                    stats.busyShare());
        }

        private static double meanMs(Latency latency) {
            return latency.meanNs() / TimeUnit.MILLISECONDS.toNanos(1);
        }
    }

    static StatsMessage of(String host, int port, Duration uptime, long startedAt, List<ExecutorStats> executors) {
        return new StatsMessage(
                host + ":" + port,
                uptime.toSeconds(),
                uptime.toMillis(),
                startedAt,
                executors.stream().map(Figures::of).toList());
    }
}
