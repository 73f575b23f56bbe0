package dev.gale.coordination.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A topology that the cluster has accepted: what it is called, what it is meant to do and how wide it is. Its structure
 * and configuration lie beside its code, under the code's hash.
 *
 * @param name what people call it; used by one topology at a time
 * @param owner who submitted it; empty when nobody had to say
 * @param workers how many workers it is to be spread over
 * @param executors by component
 * @param pending the kill or rebalance that the status announces; present exactly when it announces one
 */
public record TopologyInfo(
        TopologyId id,
        String name,
        TopologyStatus status,
        String owner,
        CodeHash codeHash,
        Instant submittedAt,
        int workers,
        Map<String, Integer> executors,
        Optional<PendingAction> pending) {
    public TopologyInfo {
        Objects.requireNonNull(id, "topology id");
        Checks.identifier("topology name", name);
        Objects.requireNonNull(status, "status of topology " + id);
        owner = owner == null ? "" : owner;
        Objects.requireNonNull(codeHash, "code hash of topology " + id);
        Objects.requireNonNull(submittedAt, "time of submission of topology " + id);
        Checks.atLeast(1, "workers of topology " + id, workers);
        executors = executors == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(executors));
        executors.forEach((component, count) ->
                Checks.atLeast(1, "executors of component " + component + " of topology " + id, count));
        pending = pending == null ? Optional.empty() : pending;
        if (status.isPending() != pending.isPresent()) {
            throw new IllegalArgumentException(
                    "topology " + id + " is " + status + " and has " + (pending.isPresent() ? "a" : "no")
                            + " pending action; KILLED and REBALANCING have one, others none");
        }
    }

    /** The same topology, meant to do {@code next}; nothing is pending. */
    public TopologyInfo with(TopologyStatus next) {
        return new TopologyInfo(id, name, next, owner, codeHash, submittedAt, workers, executors, Optional.empty());
    }

    /** The same topology with a kill or rebalance announced. */
    public TopologyInfo with(TopologyStatus next, PendingAction action) {
        return new TopologyInfo(id, name, next, owner, codeHash, submittedAt, workers, executors, Optional.of(action));
    }
}
