package dev.gale.coordination.memory;

import dev.gale.coordination.LeaseEnd;
import dev.gale.coordination.LeaseListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.WorkerLeases;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.WorkerLease;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A lease is granted as the present assignment says, and goes with its session. */
final class MemoryWorkerLeases implements WorkerLeases {
    private final InMemoryClusterState client;
    private final InMemoryCluster cluster;

    MemoryWorkerLeases(InMemoryClusterState client, InMemoryCluster cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    @Override
    public Lease acquire(WorkerLease lease, LeaseListener listener) {
        Claim claim = new Claim(lease, listener);
        client.add(claim);
        return claim;
    }

    private final class Claim implements Lease, Resident {
        private final LeaseListener listener;
        private volatile boolean closed;
        // Guarded by the cluster.
        private WorkerLease lease;
        private boolean isHeld;

        Claim(WorkerLease lease, LeaseListener listener) {
            this.lease = lease;
            this.listener = listener;
        }

        @Override
        public boolean review() {
            // Of a topology that isn't there, none can be held.
            SortedMap<Slot, Held<WorkerLease>> ofTopology =
                    cluster.leases.getOrDefault(lease.topologyId(), new TreeMap<>());
            Held<WorkerLease> found = ofTopology.get(lease.slot());
            boolean isMine = found != null && found.sessionId() == client.sessionId();
            if (closed) {
                client.remove(this);
                return isMine && ofTopology.remove(lease.slot()) != null;
            }
            if (isHeld && !isMine) {
                return found == null
                        ? end(LeaseEnd.REVOKED, "the lease of " + lease.slot() + " was withdrawn")
                        : end(LeaseEnd.TAKEN_OVER, lease.slot() + " was taken over by another process");
            }
            if (isHeld && found.value().equals(lease)) {
                return false;
            }
            return mayHold() ? take(ofTopology, found) : dropIfHeld(ofTopology);
        }

        /** Whether the assignment gives the right to the lease; if not, this request has ended. */
        private boolean mayHold() {
            Assignment assignment = cluster.assignments.get(lease.topologyId());
            if (assignment == null) {
                return end(LeaseEnd.NOT_ASSIGNED, "topology " + lease.topologyId() + " has no assignment");
            }
            if (assignment.epoch() > lease.epoch()) {
                return end(
                        LeaseEnd.STALE_EPOCH,
                        "epoch " + lease.epoch() + " of topology " + lease.topologyId() + " is over; it is at "
                                + assignment.epoch());
            }
            if (assignment.epoch() < lease.epoch() || !assignment.slots().containsKey(lease.slot())) {
                return end(
                        LeaseEnd.NOT_ASSIGNED,
                        "the assignment of topology " + lease.topologyId() + " of epoch " + assignment.epoch()
                                + " gives no right to " + lease.slot() + " at epoch " + lease.epoch());
            }
            return true;
        }

        private boolean take(SortedMap<Slot, Held<WorkerLease>> ofTopology, Held<WorkerLease> found) {
            if (found != null && !lease.supersedes(found.value())) {
                return false;
            }
            ofTopology.put(lease.slot(), new Held<>(lease, client.sessionId()));
            isHeld = true;
            WorkerLease granted = lease;
            tell(() -> listener.onGranted(granted));
            return true;
        }

        private boolean dropIfHeld(SortedMap<Slot, Held<WorkerLease>> ofTopology) {
            return isHeld && ofTopology.remove(lease.slot()) != null;
        }

        @Override
        public void onSessionLost() {
            if (isHeld) {
                end(LeaseEnd.SESSION_LOST, "the session that held the lease of " + lease.slot() + " has ended");
            }
        }

        /** @return false, for nothing was changed */
        private boolean end(LeaseEnd end, String explanation) {
            client.remove(this);
            tell(() -> listener.onEnded(end, explanation));
            return false;
        }

        private void tell(Runnable call) {
            client.tell(() -> {
                if (!closed) {
                    call.run();
                }
            });
        }

        @Override
        public void raise(long epoch) {
            synchronized (cluster) {
                if (epoch > lease.epoch()) {
                    lease = lease.at(epoch);
                    cluster.settle();
                }
            }
        }

        @Override
        public void close() {
            closed = true;
            client.reviewSoon();
        }
    }

    @Override
    public Map<Slot, WorkerLease> of(TopologyId id) {
        return client.call("list the leases of topology " + id, () -> held(id));
    }

    @Override
    public Watch watch(TopologyId id, Consumer<Map<Slot, WorkerLease>> onLeases) {
        return client.watch(() -> held(id), onLeases);
    }

    private Map<Slot, WorkerLease> held(TopologyId id) {
        return MemoryMembership.values(cluster.leases.getOrDefault(id, Collections.emptySortedMap()));
    }
}
