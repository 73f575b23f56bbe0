package dev.gale.nimbus.control;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.Versioned;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.PendingAction;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.time.Clock;
import dev.gale.nimbus.control.Refused.Kind;
import dev.gale.nimbus.schedule.Outcome;
import dev.gale.nimbus.schedule.Schedule;
import dev.gale.nimbus.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One term of leadership: does what is due, and keeps assignments as they should be. It keeps nothing that the next leader
 * would need: that is in the cluster's facts. Confined to the owner's thread.
 *
 * <p>Each round reads topologies and assignments anew, decides, and writes what differs; so a round that was cut short, by
 * a lost connection or the end of the term, is simply made again, by whoever leads then.
 */
final class Leader {
    private static final Logger LOG = LoggerFactory.getLogger(Leader.class);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration DEFECT_PAUSE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final ClusterState cluster;
    private final LeaderTerm term;
    private final Shapes shapes;
    private final Duration supervisorGrace;
    private final Map<String, Integer> isolation;
    private final Clock clock;

    private final Map<SupervisorId, Long> missingSinceNs = new HashMap<>();
    private Map<TopologyId, Outcome> outcomes = Map.of();
    private boolean isDue = true;
    private long dueAtNs = Agent.NEVER;
    private int submissions;

    Leader(
            ClusterState cluster,
            LeaderTerm term,
            Shapes shapes,
            Duration supervisorGrace,
            Map<String, Integer> isolation,
            Clock clock) {
        this.cluster = cluster;
        this.term = term;
        this.shapes = shapes;
        this.supervisorGrace = supervisorGrace;
        this.isolation = isolation;
        this.clock = clock;
    }

    /** Something has changed on which a schedule depends. */
    void onChange() {
        isDue = true;
    }

    Map<TopologyId, Outcome> outcomes() {
        return outcomes;
    }

    long nextDeadlineNs() {
        return dueAtNs;
    }

    // What is asked for

    /** Adds a topology whose code is where it must be; the name and id are claimed at once. */
    TopologyInfo create(ReadySubmission submission) {
        Optional<TopologyInfo> holder = holderOfName(submission.shape().name());
        if (holder.isPresent()) {
            return sameRequestOrRefuse(submission, holder.get());
        }
        TopologyInfo info = submission.toTopology(newId(submission.shape().name()), now());
        try {
            cluster.topologies().create(term, info);
        } catch (CoordinationFailure e) {
            // An answer that got lost: it is there by now, under another id of ours.
            if (e.kind() == CoordinationFailure.Kind.NAME_IN_USE) {
                return sameRequestOrRefuse(
                        submission,
                        holderOfName(submission.shape().name())
                                .orElseThrow(() -> new Refused(
                                        Kind.UNAVAILABLE,
                                        "The name " + info.name() + " was in use a moment ago; repeat the request")));
            }
            throw e;
        }
        LOG.info("Accepted topology {}: {}", info.id(), info.executors());
        isDue = true;
        return info;
    }

    /** The topology that another submission of this name has made; for an answer before anything is copied. */
    Optional<TopologyInfo> holderOfName(String name) {
        return cluster.topologies()
                .named(name)
                .flatMap(id -> cluster.topologies().find(id))
                .map(Versioned::value);
    }

    /** A request that comes again is answered as the first time; another one can't have the name. */
    TopologyInfo sameRequestOrRefuse(ReadySubmission submission, TopologyInfo holder) {
        Optional<String> requestId = submission.shape().requestId();
        boolean isSame = requestId.isPresent()
                && shapes.find(holder.codeHash())
                        .flatMap(shape -> shape.requestId())
                        .equals(requestId);
        if (isSame) {
            return holder;
        }
        throw new Refused(
                Kind.NAME_IN_USE,
                "The name " + holder.name() + " is used by topology " + holder.id() + ", which is " + holder.status()
                        + "; kill it first (gale kill " + holder.name() + "), or submit under another name");
    }

    /** Storm's form. Names of killed topologies can be used again at once, ids never. */
    private TopologyId newId(String name) {
        TopologyId id;
        do {
            submissions++;
            id = new TopologyId(name + "-" + submissions + "-" + now().getEpochSecond());
        } while (cluster.topologies().find(id).isPresent());
        return id;
    }

    /** Changes a topology; what the change answers is the same when it has been made already. */
    TopologyInfo change(String idOrName, UnaryOperator<TopologyInfo> change) {
        for (int attempt = 1; ; attempt++) {
            Versioned<TopologyInfo> found = find(idOrName);
            TopologyInfo next = change.apply(found.value());
            if (next.equals(found.value())) {
                return next;
            }
            try {
                TopologyInfo changed =
                        cluster.topologies().update(term, next, found.version()).value();
                LOG.info("Topology {} is {}, was {}", next.id(), describe(next), describe(found.value()));
                isDue = true;
                return changed;
            } catch (CoordinationFailure e) {
                if (e.kind() != CoordinationFailure.Kind.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Versioned<TopologyInfo> find(String idOrName) {
        Optional<Versioned<TopologyInfo>> byId = Optional.empty();
        try {
            byId = cluster.topologies().find(new TopologyId(idOrName));
        } catch (IllegalArgumentException e) {
            throw new Refused(Kind.NOT_FOUND, "There is no such topology: " + e.getMessage(), e);
        }
        return byId.or(() -> cluster.topologies()
                        .named(idOrName)
                        .flatMap(id -> cluster.topologies().find(id)))
                .orElseThrow(() -> noSuchTopology(idOrName));
    }

    private Refused noSuchTopology(String idOrName) {
        List<String> names = cluster.topologies().all().values().stream()
                .map(topology -> topology.value().name())
                .sorted()
                .toList();
        return new Refused(
                Kind.NOT_FOUND, "There is no topology with the id or name " + idOrName + "; there are " + names);
    }

    private static String describe(TopologyInfo info) {
        return info.status()
                + info.pending().map(pending -> " until " + pending.dueAt()).orElse("");
    }

    // What is due

    /**
     * Makes a round when there is need of one.
     *
     * @param supervisors those that are alive; null while that isn't known
     */
    int doWork(Map<SupervisorId, SupervisorInfo> supervisors) {
        boolean isTime = dueAtNs != Agent.NEVER && dueAtNs - clock.nanoTime() <= 0;
        if (supervisors == null || !(isDue || isTime)) {
            return 0;
        }
        isDue = false;
        dueAtNs = Agent.NEVER;
        try {
            round(supervisors);
        } catch (CoordinationFailure e) {
            if (e.kind() == CoordinationFailure.Kind.NOT_LEADER) {
                LOG.info("The {} is over", term);
            } else {
                LOG.warn("A round of scheduling didn't come to its end and is made again: {}", e.getMessage());
                dueIn(RETRY_PAUSE.toNanos());
            }
        } catch (RuntimeException e) {
            // A defect. Ending here would only pass it on to the next leader; so the rest of what a leader does goes
            // on.
            LOG.error("A round of scheduling failed and is tried again in {}", DEFECT_PAUSE, e);
            dueIn(DEFECT_PAUSE.toNanos());
        }
        return 1;
    }

    private void round(Map<SupervisorId, SupervisorInfo> supervisors) {
        Map<TopologyId, Versioned<TopologyInfo>> topologies =
                new TreeMap<>(cluster.topologies().all());
        removeKilled(topologies);
        Map<TopologyId, Assignment> assignments = cluster.assignments().all();
        // What is due by now is done in this round, or waits with all else for a supervisor.
        topologies.values().stream()
                .map(Versioned::value)
                .filter(info -> info.pending().isPresent() && !isDue(info))
                .forEach(info -> dueWith(info.pending().get()));
        if (isSomebodyMissing(supervisors, topologies.keySet(), assignments)) {
            return;
        }
        Set<TopologyId> rebalanced = new TreeSet<>();
        Map<TopologyId, TopologyInfo> wanted = new TreeMap<>();
        topologies.forEach((id, topology) -> {
            boolean isRebalanced = topology.value().status() == TopologyStatus.REBALANCING && isDue(topology.value());
            wanted.put(id, isRebalanced ? LifeCycle.rebalanced(topology.value()) : topology.value());
            if (isRebalanced) {
                rebalanced.add(id);
            }
        });
        Picture picture =
                new Picture(supervisors, wanted.values(), assignments, info -> shapes.find(info.codeHash()), isolation);
        Schedule schedule = Scheduler.schedule(picture.situation(rebalanced));
        List<Assignment> changed = new ArrayList<>();
        schedule.placements()
                .forEach((id, placement) -> picture.assignment(wanted.get(new TopologyId(id)), placement)
                        .ifPresent(changed::add));
        inOrderOfVacating(changed, assignments).forEach(this::write);
        // Last, so that a round that is cut short before is made again as a rebalance.
        rebalanced.forEach(id -> finishRebalance(topologies.get(id), wanted.get(id)));
        rememberOutcomes(schedule);
    }

    private void removeKilled(Map<TopologyId, Versioned<TopologyInfo>> topologies) {
        topologies.values().removeIf(topology -> {
            TopologyInfo info = topology.value();
            boolean isOver = info.status() == TopologyStatus.KILLED && isDue(info);
            if (isOver) {
                cluster.topologies().remove(term, info.id());
                LOG.info("Removed topology {}", info.id());
            }
            return isOver;
        });
    }

    private void finishRebalance(Versioned<TopologyInfo> before, TopologyInfo after) {
        cluster.topologies().update(term, after, before.version());
        LOG.info("Topology {} is rebalanced and {} again", after.id(), after.status());
    }

    /**
     * Whether a supervisor with work has gone so lately that it may come back; then nothing is placed, since a place that is
     * chosen now would be a move for nothing.
     */
    private boolean isSomebodyMissing(
            Map<SupervisorId, SupervisorInfo> supervisors,
            Set<TopologyId> topologies,
            Map<TopologyId, Assignment> assignments) {
        long nowNs = clock.nanoTime();
        Set<SupervisorId> missing = new HashSet<>();
        assignments.forEach((id, assignment) -> {
            if (topologies.contains(id)) {
                assignment.slots().keySet().forEach(slot -> missing.add(slot.supervisorId()));
            }
        });
        missing.removeAll(supervisors.keySet());
        missingSinceNs.keySet().retainAll(missing);
        boolean waits = false;
        for (SupervisorId id : missing) {
            Long since = missingSinceNs.putIfAbsent(id, nowNs);
            if (since == null) {
                LOG.warn(
                        "Supervisor {} is gone; its work gets other places in {} unless it comes back",
                        id,
                        supervisorGrace);
            }
            long leftNs = supervisorGrace.toNanos() - (nowNs - (since == null ? nowNs : since));
            if (leftNs > 0) {
                waits = true;
                dueIn(leftNs);
            }
        }
        return waits;
    }

    private void write(Assignment assignment) {
        try {
            cluster.assignments().write(term, assignment);
            LOG.info(
                    "Assigned topology {}, epoch {}: {}",
                    assignment.topologyId(),
                    assignment.epoch(),
                    assignment.slots());
        } catch (CoordinationFailure e) {
            if (e.kind() != CoordinationFailure.Kind.TOO_LARGE) {
                throw e;
            }
            // Waiting won't help it, and the others shall not wait for it.
            LOG.error("Topology {} can't be assigned: {}", assignment.topologyId(), e.getMessage());
        }
    }

    /**
     * Who takes a slot is written after who leaves it, as far as they don't go in circles; so that a slot has two owners for
     * no time if it can be avoided.
     */
    private static List<Assignment> inOrderOfVacating(
            List<Assignment> changed, Map<TopologyId, Assignment> assignments) {
        Map<Slot, TopologyId> owners = new HashMap<>();
        assignments.forEach((id, assignment) -> assignment.slots().keySet().forEach(slot -> owners.put(slot, id)));
        Map<TopologyId, Assignment> left = new LinkedHashMap<>();
        changed.forEach(assignment -> left.put(assignment.topologyId(), assignment));
        List<Assignment> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Assignment next = left.values().stream()
                    .filter(assignment -> assignment.slots().keySet().stream()
                            .map(owners::get)
                            .allMatch(owner ->
                                    owner == null || owner.equals(assignment.topologyId()) || !left.containsKey(owner)))
                    .findFirst()
                    .orElse(left.values().iterator().next());
            left.remove(next.topologyId());
            ordered.add(next);
        }
        return ordered;
    }

    private void rememberOutcomes(Schedule schedule) {
        Map<TopologyId, Outcome> next = new TreeMap<>();
        schedule.outcomes().forEach((id, outcome) -> next.put(new TopologyId(id), outcome));
        next.forEach((id, outcome) -> {
            Outcome before = outcomes.get(id);
            if (!outcome.reasons().isEmpty()
                    && (before == null || !before.reasons().equals(outcome.reasons()))) {
                LOG.warn("Topology {} is {}: {}", id, outcome.status(), String.join("; ", outcome.reasons()));
            }
        });
        outcomes = Map.copyOf(next);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.epochMillis());
    }

    private boolean isDue(TopologyInfo info) {
        return !info.pending().orElseThrow().dueAt().isAfter(now());
    }

    private void dueWith(PendingAction pending) {
        dueIn(Math.max(0, TimeUnit.MILLISECONDS.toNanos(pending.dueAt().toEpochMilli() - clock.epochMillis())));
    }

    private void dueIn(long nanos) {
        dueAtNs = Math.min(dueAtNs, clock.nanoTime() + nanos);
    }
}
