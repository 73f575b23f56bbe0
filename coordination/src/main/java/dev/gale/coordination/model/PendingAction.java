package dev.gale.coordination.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A kill or rebalance that waits for its time. Which of the two says the topology's status.
 *
 * @param previous what the topology's status was, and is again after a rebalance
 * @param requestedAt when it was asked for
 * @param delay how long after that it is done
 * @param workers the number of workers to have then; empty leaves it
 * @param executors by component, the number of executors to have then; components that aren't named keep theirs
 */
public record PendingAction(
        TopologyStatus previous,
        Instant requestedAt,
        Duration delay,
        Optional<Integer> workers,
        Map<String, Integer> executors) {
    public PendingAction {
        Objects.requireNonNull(previous, "status before a pending action");
        Objects.requireNonNull(requestedAt, "time of a pending action");
        Objects.requireNonNull(delay, "delay of a pending action");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay of a pending action must not be negative, found " + delay);
        }
        workers = workers == null ? Optional.empty() : workers;
        workers.ifPresent(count -> Checks.atLeast(1, "workers", count));
        executors = executors == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(executors));
        executors.forEach((component, count) -> Checks.atLeast(1, "executors of " + component, count));
    }

    /** A kill of a topology that was {@code previous} until now. */
    public static PendingAction kill(TopologyStatus previous, Instant requestedAt, Duration delay) {
        return new PendingAction(previous, requestedAt, delay, Optional.empty(), Map.of());
    }

    /** When it is to be done. */
    public Instant dueAt() {
        return requestedAt.plus(delay);
    }
}
