package dev.gale.nimbus.report;

import java.util.List;

/**
 * What the executors of one worker have done since it started.
 *
 * @param worker host and port of its slot, as in {@code host:port}
 */
public record WorkerStats(String worker, long uptimeSecs, List<ExecutorStats> executors) {
    private static final int LONGEST_NAME = 255 + 6;

    /** @throws IllegalArgumentException saying what is missing or wrong */
    public WorkerStats {
        Checks.text("worker", worker, LONGEST_NAME);
        Checks.notNegative("uptimeSecs", uptimeSecs);
        if (executors == null || executors.contains(null)) {
            throw new IllegalArgumentException("executors must be a list without nulls; of none, when there are none");
        }
        executors = List.copyOf(executors);
    }
}
