package dev.gale.coordination.memory;

import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.Versioned;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.WorkerLease;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * The facts of a cluster, and the sessions of its daemons, in this process. What one client does, all others are told at
 * once, in the order in which they were made: by a task on their executor, so that whoever runs these tasks decides when
 * it is heard.
 *
 * <p>Its methods and those of its clients may be called by any thread. Executors must enqueue: they are called under the
 * lock.
 */
public final class InMemoryCluster {
    // Guarded by this.
    final SortedMap<NimbusId, Held<NimbusInfo>> nimbuses = new TreeMap<>();
    final SortedMap<SupervisorId, Held<SupervisorInfo>> supervisors = new TreeMap<>();
    final SortedMap<Long, Held<NimbusInfo>> candidates = new TreeMap<>();
    final SortedMap<TopologyId, Versioned<TopologyInfo>> topologies = new TreeMap<>();
    final SortedMap<String, TopologyId> names = new TreeMap<>();
    final SortedMap<TopologyId, Assignment> assignments = new TreeMap<>();
    final SortedMap<TopologyId, SortedMap<Slot, Held<WorkerLease>>> leases = new TreeMap<>();
    final SortedMap<CodeHolder, Held<NimbusInfo>> code = new TreeMap<>();

    private final List<InMemoryClusterState> clients = new ArrayList<>();
    private final Set<Long> sessions = new HashSet<>();
    private boolean available = true;
    private long lastSession;
    private long lastCandidate;

    /**
     * A client that isn't connected yet.
     *
     * @param name for messages
     * @param callbacks on which its listeners and watches are called; enqueues
     */
    public synchronized InMemoryClusterState newClient(String name, Executor callbacks) {
        InMemoryClusterState client = new InMemoryClusterState(this, name, callbacks);
        clients.add(client);
        return client;
    }

    /** Takes the store away from everybody; sessions live on, as those of ZooKeeper do while all its servers are down. */
    public synchronized void stop() {
        available = false;
        refresh();
    }

    /** Brings it back. */
    public synchronized void restart() {
        available = true;
        refresh();
    }

    private void refresh() {
        List.copyOf(clients).forEach(InMemoryClusterState::refresh);
        settle();
    }

    /** How many facts there are of any kind; for tests of what is left behind. */
    public synchronized int factCount() {
        return nimbuses.size()
                + supervisors.size()
                + candidates.size()
                + topologies.size()
                + names.size()
                + assignments.size()
                + leases.size()
                + code.size();
    }

    boolean isAvailable() {
        return available;
    }

    long newSession() {
        lastSession++;
        sessions.add(lastSession);
        return lastSession;
    }

    boolean hasSession(long sessionId) {
        return sessions.contains(sessionId);
    }

    long newCandidate(NimbusInfo self, long sessionId) {
        lastCandidate++;
        candidates.put(lastCandidate, new Held<>(self, sessionId));
        return lastCandidate;
    }

    static LeaderTerm term(NimbusId nimbusId, long candidate) {
        return new LeaderTerm(nimbusId, candidate, "candidate " + candidate);
    }

    /** Terms are of candidates that were the first, and the first stays the first as long as it is there. */
    boolean isActing(LeaderTerm term) {
        Held<NimbusInfo> candidate = candidates.get(term.number());
        return candidate != null && term.equals(term(candidate.value().id(), term.number()));
    }

    /** Takes what the session holds. */
    void end(long sessionId) {
        sessions.remove(sessionId);
        List.<Map<?, ? extends Held<?>>>of(nimbuses, supervisors, candidates, code)
                .forEach(facts -> facts.values().removeIf(held -> held.sessionId() == sessionId));
        leases.values().forEach(ofTopology -> ofTopology.values().removeIf(held -> held.sessionId() == sessionId));
    }

    void remove(InMemoryClusterState client) {
        clients.remove(client);
    }

    /** Lets every client look at the facts until none has anything to change, then tells who watches them. */
    void settle() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (InMemoryClusterState client : List.copyOf(clients)) {
                changed |= client.review();
            }
        }
        List.copyOf(clients).forEach(InMemoryClusterState::tellWatches);
    }
}
