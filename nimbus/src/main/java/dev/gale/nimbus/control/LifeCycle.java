package dev.gale.nimbus.control;

import dev.gale.coordination.model.PendingAction;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.nimbus.control.Refused.Kind;
import dev.gale.nimbus.topology.ComponentTasks;
import dev.gale.nimbus.topology.TopologyShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each request makes of a topology. Pure. A request that has been carried out already answers the same topology, so
 * asking twice does no harm.
 *
 * <pre>
 * ACTIVE, INACTIVE  activate, deactivate → ACTIVE, INACTIVE
 *                   rebalance → REBALANCING, then what it was
 *                   kill → KILLED, then gone
 * REBALANCING       activate, deactivate: what it will be; rebalance: with the further numbers; kill → KILLED
 * KILLED            kill: sooner, never later; nothing else
 * </pre>
 */
final class LifeCycle {
    /** Longer than anybody wants to wait, and short enough to calculate with. */
    static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private LifeCycle() {}

    /** @param next ACTIVE or INACTIVE */
    static TopologyInfo set(TopologyInfo info, TopologyStatus next) {
        if (info.status() == TopologyStatus.KILLED) {
            throw killed(info);
        }
        if (info.status() == TopologyStatus.REBALANCING) {
            PendingAction pending = info.pending().orElseThrow();
            return info.with(
                    TopologyStatus.REBALANCING,
                    new PendingAction(
                            next, pending.requestedAt(), pending.delay(), pending.workers(), pending.executors()));
        }
        return info.status() == next ? info : info.with(next);
    }

    static TopologyInfo kill(TopologyInfo info, Instant now, Duration wait) {
        PendingAction action = PendingAction.kill(statusAfterwards(info), now, checked(wait));
        boolean isKilled = info.status() == TopologyStatus.KILLED;
        if (isKilled && !action.dueAt().isBefore(info.pending().orElseThrow().dueAt())) {
            return info;
        }
        return info.with(TopologyStatus.KILLED, action);
    }

    /**
     * @param shape to check the numbers against; empty when it isn't at hand, then only plain rebalances are possible
     * @param workers empty leaves the number
     * @param executors by component; those that aren't named keep theirs
     */
    static TopologyInfo rebalance(
            TopologyInfo info,
            Optional<TopologyShape> shape,
            Instant now,
            Duration wait,
            Optional<Integer> workers,
            Map<String, Integer> executors) {
        if (info.status() == TopologyStatus.KILLED) {
            throw killed(info);
        }
        check(info, shape, workers, executors);
        Optional<PendingAction> before = info.pending();
        Map<String, Integer> allExecutors = new TreeMap<>();
        before.ifPresent(pending -> allExecutors.putAll(pending.executors()));
        allExecutors.putAll(executors);
        PendingAction action = new PendingAction(
                statusAfterwards(info),
                now,
                checked(wait),
                workers.or(() -> before.flatMap(PendingAction::workers)),
                allExecutors);
        return before.isPresent() && isRepeated(before.get(), action)
                ? info
                : info.with(TopologyStatus.REBALANCING, action);
    }

    private static boolean isRepeated(PendingAction before, PendingAction action) {
        return before.workers().equals(action.workers())
                && before.executors().equals(action.executors())
                && before.delay().equals(action.delay());
    }

    private static void check(
            TopologyInfo info,
            Optional<TopologyShape> shape,
            Optional<Integer> workers,
            Map<String, Integer> executors) {
        List<String> problems = new ArrayList<>();
        workers.filter(count -> count < 1 || count > 10_000)
                .ifPresent(count -> problems.add("numWorkers must be from 1 to 10000, found " + count));
        if (!executors.isEmpty() && shape.isEmpty()) {
            throw new Refused(
                    Kind.UNAVAILABLE,
                    "The submission of topology " + info.id()
                            + " is being copied to this Nimbus; try again in a moment");
        }
        executors.forEach((id, count) -> {
            ComponentTasks component = shape.orElseThrow().components().get(id);
            if (component == null) {
                problems.add("there is no component " + id + "; there are "
                        + shape.orElseThrow().components().keySet());
            } else if (count < 1 || count > component.tasks()) {
                problems.add("component " + id + " has " + component.tasks() + " tasks, so it can have 1 to "
                        + component.tasks() + " executors, not " + count
                        + "; the number of tasks is set at submission, by topology.tasks");
            }
        });
        if (!problems.isEmpty()) {
            throw new Refused(
                    Kind.INVALID, "Topology " + info.name() + " can't be rebalanced: " + String.join("; ", problems));
        }
    }

    /** What a rebalance that is due makes of it. */
    static TopologyInfo rebalanced(TopologyInfo info) {
        PendingAction pending = info.pending().orElseThrow();
        Map<String, Integer> executors = new TreeMap<>(info.executors());
        executors.putAll(pending.executors());
        return new TopologyInfo(
                info.id(),
                info.name(),
                pending.previous(),
                info.owner(),
                info.codeHash(),
                info.submittedAt(),
                pending.workers().orElse(info.workers()),
                executors,
                Optional.empty());
    }

    private static TopologyStatus statusAfterwards(TopologyInfo info) {
        return info.pending().map(PendingAction::previous).orElse(info.status());
    }

    private static Duration checked(Duration wait) {
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new Refused(
                    Kind.INVALID,
                    "the wait must be from 0 to " + LONGEST_WAIT.toSeconds() + " seconds, found " + wait.toSeconds());
        }
        return wait;
    }

    private static Refused killed(TopologyInfo info) {
        return new Refused(
                Kind.CONFLICT,
                "Topology " + info.name()
                        + " is being killed, which can't be undone; submit it again when it is gone, after "
                        + info.pending().orElseThrow().dueAt());
    }
}
