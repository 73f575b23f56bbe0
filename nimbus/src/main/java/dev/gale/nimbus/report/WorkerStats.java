package dev.gale.nimbus.report;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the executors of one worker have done since it started.
 *
 * @param worker host and port of its slot, as in {@code host:port}
 * @param uptimeMs since it started, by its own clock; as said by {@code uptimeSecs} when missing
 * @param startedAt when its process was started, in milliseconds since 1970; only compared, since one that was started at
 *     another time is another process. Null when unknown
 */
public record WorkerStats(
        String worker, long uptimeSecs, Long uptimeMs, Long startedAt, List<ExecutorStats> executors) {
    private static final int LONGEST_NAME = 255 + 6;

    /** @throws IllegalArgumentException saying what is missing or wrong */
    public WorkerStats {
        Checks.text("worker", worker, LONGEST_NAME);
        Checks.notNegative("uptimeSecs", uptimeSecs);
        uptimeMs = uptimeMs == null ? TimeUnit.SECONDS.toMillis(uptimeSecs) : uptimeMs;
        Checks.notNegative("uptimeMs", uptimeMs);
        if (executors == null || executors.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("executors must be a list without nulls; of none, when there are none");
        }
        executors = List.copyOf(executors);
    }

    /** Whether the other may be an earlier or later report of the same process. */
    boolean isOfSameProcess(WorkerStats other) {
        return Objects.equals(startedAt, other.startedAt);
    }
}
