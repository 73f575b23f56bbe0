package dev.gale.nimbus.report;

import dev.gale.coordination.model.TopologyId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The newest errors of each topology and the newest figures of each of its workers. For any thread.
 *
 * <p>Bounded for each topology, by a number of errors and by the workers that it has; which topologies there are is for the
 * caller to say.
 */
public final class TopologyReports {
    /** Of a topology; further ones push out the oldest. */
    public static final int MOST_ERRORS = 50;

    private final Map<TopologyId, Kept> topologies = new HashMap<>();

    /** Errors that are alike are counted: a worker that fails again and again would push out all others. */
    private record Kind(String host, int port, String component, String message) {}

    private static final class Kept {
        /** The newest last. */
        private final Map<Kind, RepeatedError> errors = new LinkedHashMap<>();

        private final Map<String, WorkerStats> workers = new HashMap<>();
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
        errors.put(kind, new RepeatedError(error, before == null ? 1 : before.count() + 1));
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
        Map<String, WorkerStats> kept = kept(topology).workers;
        kept.put(stats.worker(), stats);
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

    /** By worker. */
    public synchronized Map<String, WorkerStats> workers(TopologyId topology) {
        Kept kept = topologies.get(topology);
        return kept == null ? Map.of() : Map.copyOf(kept.workers);
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
