package dev.gale.nimbus.report;

import dev.gale.coordination.model.TopologyId;
import dev.gale.kernel.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The newest errors of each topology and the newest figures of each of its workers. For any thread.
 *
 * <p>Bounded for each topology, by a number of errors and by the workers that it has; which topologies there are is for the
 * caller to say.
 */
public final class TopologyReports {
    /** Of a topology; further ones push out the oldest. */
    public static final int MOST_ERRORS = 50;

    private final Clock clock;
    private final Map<TopologyId, Kept> topologies = new HashMap<>();

    /** Errors that are alike are counted: a worker that fails again and again would push out all others. */
    private record Kind(String host, int port, String component, String message) {}

    private static final class Kept {
        /** The newest last. */
        private final Map<Kind, RepeatedError> errors = new LinkedHashMap<>();

        private final Map<String, WorkerReport> workers = new HashMap<>();
    }

    /** @param clock tells how old a report is */
    public TopologyReports(Clock clock) {
        this.clock = clock;
    }

    /** The same report again, as by a client that has missed our answer, changes nothing. */
    public synchronized void add(TopologyId topology, ErrorReport error) {
        Map<Kind, RepeatedError> errors = kept(topology).errors;
        Kind kind = new Kind(error.host(), error.port(), error.component(), error.message());
        RepeatedError before = errors.get(kind);
        if (before != null && before.last().equals(error)) {
            return;
        }
        errors.remove(kind);
        errors.put(kind, before == null ? RepeatedError.of(error) : before.followedBy(error));
        if (errors.size() > MOST_ERRORS) {
            Iterator<Kind> oldest = errors.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * Takes a worker's figures, instead of those from before.
     *
     * @param workers all that the topology has now; figures of others are forgotten
     */
    public synchronized void put(TopologyId topology, WorkerStats stats, Set<String> workers) {
        long nowNs = clock.nanoTime();
        Map<String, WorkerReport> kept = kept(topology).workers;
        WorkerReport before = kept.get(stats.worker());
        kept.put(stats.worker(), before == null ? WorkerReport.first(stats, nowNs) : before.followedBy(stats, nowNs));
        kept.keySet().retainAll(workers);
    }

    private Kept kept(TopologyId topology) {
        return topologies.computeIfAbsent(topology, unused -> new Kept());
    }

    /** The newest first. */
    public synchronized List<RepeatedError> errors(TopologyId topology) {
        Kept kept = topologies.get(topology);
        if (kept == null) {
            return List.of();
        }
        List<RepeatedError> errors = new ArrayList<>(kept.errors.values());
        Collections.reverse(errors);
        return errors;
    }

    /** The newest figures of those workers that have reported any. */
    public synchronized List<WorkerStats> stats(TopologyId topology, Set<String> workers) {
        return reports(topology, workers).map(WorkerReport::stats).toList();
    }

    /**
     * What the components do in a second on these workers, as far as it is known: of workers that have reported twice, and
     * not too long ago. A component of which nothing is known is missing.
     */
    public synchronized Map<String, Rates> rates(TopologyId topology, Set<String> workers) {
        long nowNs = clock.nanoTime();
        Map<String, Rates> rates = new HashMap<>();
        reports(topology, workers)
                .forEach(report -> report.ratesAt(nowNs)
                        .forEach((component, ofWorker) -> rates.merge(component, ofWorker, Rates::plus)));
        return rates;
    }

    private Stream<WorkerReport> reports(TopologyId topology, Set<String> workers) {
        Kept kept = topologies.get(topology);
        return kept == null
                ? Stream.empty()
                : kept.workers.values().stream()
                        .filter(report -> workers.contains(report.stats().worker()));
    }

    /** Forgets the others. */
    public synchronized void retain(Set<TopologyId> existing) {
        topologies.keySet().retainAll(existing);
    }

    /** Forgets all; for a leader that begins, since what it knows from a former term is old. */
    public synchronized void clear() {
        topologies.clear();
    }
}
