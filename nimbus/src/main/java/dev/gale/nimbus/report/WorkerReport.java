package dev.gale.nimbus.report;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The newest report of a worker, and what it has done in a second between the one before and this. By the worker's own
 * uptime, so that it doesn't matter when a report gets here, nor when somebody looks.
 *
 * @param rates by component; empty when there is no earlier report of the same process
 * @param atNs when it came, by the clock of this Nimbus
 * @param validNs for how long the rates hold when nothing more comes
 */
record WorkerReport(WorkerStats stats, Map<String, Rates> rates, long atNs, long validNs) {
    /** A worker that reports oftener isn't forgotten for a short disturbance. */
    static final Duration SHORTEST_VALIDITY = Duration.ofSeconds(10);

    /** One missing report, or two, are no reason to forget a worker. */
    static final int VALID_INTERVALS = 3;

    /** The longest that a worker can be configured to wait between reports. */
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    static WorkerReport first(WorkerStats stats, long nowNs) {
        return new WorkerReport(stats, Map.of(), nowNs, 0);
    }

    /** What to keep instead of this when the worker has reported again. */
    WorkerReport followedBy(WorkerStats next, long nowNs) {
        long intervalMs = next.uptimeMs() - stats.uptimeMs();
        if (!next.isOfSameProcess(stats) || intervalMs < 0) {
            return first(next, nowNs);
        }
        if (intervalMs == 0) {
            // The same report again.
            return new WorkerReport(next, rates, atNs, validNs);
        }
        Map<ExecutorKey, ExecutorStats> before = stats.executors().stream()
                .collect(Collectors.toMap(ExecutorKey::of, Function.identity(), (one, other) -> one));
        Map<String, Rates> found = new HashMap<>();
        for (ExecutorStats now : next.executors()) {
            // One that wasn't there has begun from nothing since.
            ExecutorStats then = Optional.ofNullable(before.get(ExecutorKey.of(now)))
                    .orElseGet(() -> ExecutorStats.nothing(now.component(), now.firstTask(), now.lastTask()));
            if (now.isLessThan(then)) {
                // Sums don't fall while a process lives, so this is another one.
                return first(next, nowNs);
            }
            found.merge(now.component(), Rates.between(then, now, intervalMs / 1e3), Rates::plus);
        }
        long countedMs = Math.min(intervalMs, LONGEST_INTERVAL.toMillis());
        Duration validity = Duration.ofMillis(VALID_INTERVALS * countedMs);
        Duration longer = validity.compareTo(SHORTEST_VALIDITY) > 0 ? validity : SHORTEST_VALIDITY;
        return new WorkerReport(next, Map.copyOf(found), nowNs, longer.toNanos());
    }

    /** The rates, unless too much time has passed since: the worker may be gone. */
    Map<String, Rates> ratesAt(long nowNs) {
        return nowNs - atNs <= validNs ? rates : Map.of();
    }

    private record ExecutorKey(String component, int firstTask, int lastTask) {
        static ExecutorKey of(ExecutorStats executor) {
            return new ExecutorKey(executor.component(), executor.firstTask(), executor.lastTask());
        }
    }
}
