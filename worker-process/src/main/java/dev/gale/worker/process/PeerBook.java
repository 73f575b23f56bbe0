package dev.gale.worker.process;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.WorkerLease;
import dev.gale.worker.transport.Peer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the peers of a worker are, and by which epoch they are known: of what assignments say, and leases. Confined to
 * the process's thread.
 *
 * <p>A worker keeps the epoch with which its process began, so that an assignment that moves others breaks none of its
 * connections. Its lease tells that epoch. An older process may still be there when executors have come to a slot by an
 * assignment that this worker has seen; therefore a peer is of a later epoch than the last assignment by which its
 * executors were elsewhere.
 */
final class PeerBook {
    /** Executors in a slot, and the lowest epoch that a process may have that runs them there. */
    private record Place(Slot slot, List<ExecutorId> executors, long leastEpoch) {}

    private final Slot own;
    private final Map<Integer, Place> places = new HashMap<>();
    private Map<Slot, WorkerLease> leases = Map.of();
    private Assignment assignment;

    PeerBook(Slot own) {
        this.own = own;
    }

    /** @param workers the number of the worker in each slot */
    void onAssignment(Assignment next, Map<Slot, Integer> workers) {
        long leastIfNew = assignment == null ? 1 : assignment.epoch() + 1;
        Map<Integer, Place> before = Map.copyOf(places);
        places.clear();
        next.slots().forEach((slot, executors) -> {
            int worker = workers.get(slot);
            Place last = before.get(worker);
            boolean stays =
                    last != null && last.slot().equals(slot) && last.executors().equals(executors);
            places.put(worker, stays ? last : new Place(slot, executors, leastIfNew));
        });
        assignment = next;
    }

    void onLeases(Map<Slot, WorkerLease> held) {
        leases = held;
    }

    /** The other workers of the present assignment, by number. */
    Map<Integer, Peer> peers() {
        Map<Integer, Peer> peers = new TreeMap<>();
        places.forEach((worker, place) -> {
            if (!place.slot().equals(own)) {
                WorkerLease lease = leases.get(place.slot());
                long epoch = lease == null ? place.leastEpoch() : Math.max(place.leastEpoch(), lease.sinceEpoch());
                String host = assignment.hosts().get(place.slot().supervisorId());
                peers.put(worker, new Peer(host, place.slot().port(), epoch));
            }
        });
        return peers;
    }
}
