package dev.gale.coordination.zookeeper;

import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.LeaseEnd;
import dev.gale.coordination.LeaseListener;
import dev.gale.coordination.WorkerLeases.Lease;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.WorkerLease;
import java.util.Optional;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request for the lease of a slot. As with a registration, what is found at each look decides, on the tending thread;
 * other than a registration, a lease that was held and is gone isn't taken back. That the session is over is no news for
 * a lease by itself: as long as its node is there, nobody else can hold it.
 *
 * <p>Every change of the lease's node is one transaction with a check that the topology's assignment is still the one
 * that was read: so no lease of an older epoch can appear after a newer assignment was written, however late its
 * request arrives.
 */
final class LeaseClaim implements Lease, Resident, CuratorWatcher {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseClaim.class);

    private enum State {
        /** Asked for; not held yet. */
        WAITING,
        /** Held, as far as is known. */
        HELD,
        /** Refused, lost or given back. */
        ENDED
    }

    private final ZkConnection connection;
    private final LeaseListener listener;
    private final String path;
    private final String assignmentPath;

    /** Written by whoever closes; read by any. */
    private volatile boolean closed;

    private State state = State.WAITING;
    /** What is held, or asked for. */
    private WorkerLease lease;

    /** The session under which it was granted. */
    private long grantedIn;
    /** Of which the listener was told; 0 before. */
    private long grantedEpoch;

    private boolean waitIsLogged;

    LeaseClaim(ZkConnection connection, WorkerLease lease, LeaseListener listener) {
        this.connection = connection;
        this.lease = lease;
        this.listener = listener;
        this.path = connection.nodes().worker(lease.topologyId(), lease.slot());
        this.assignmentPath = connection.nodes().assignment(lease.topologyId());
    }

    @Override
    public void onConnected() throws Exception {
        review();
    }

    /** On a thread of Curator's. */
    @Override
    public void process(WatchedEvent event) {
        connection.tend("watch " + path, this::review);
    }

    @Override
    public void raise(long epoch) {
        connection.tend("raise " + path, () -> {
            if (epoch > lease.epoch() && state != State.ENDED) {
                lease = lease.at(epoch);
                review();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        connection.tend("give back " + path, this::review);
    }

    private void review() throws Exception {
        try {
            boolean settled = false;
            // Without a connection, or before its session is known to be new, there is nothing to see; a look follows.
            while (!settled && state != State.ENDED && connection.state().isConnected()) {
                settled = closed ? giveBack() : state == State.HELD ? confirm() : claim();
            }
        } catch (KeeperException e) {
            CoordinationFailure failure = Failures.of("get the lease of " + lease.slot(), e);
            if (failure.kind() != CoordinationFailure.Kind.NOT_ALLOWED) {
                throw e;
            }
            LOG.error("{}", failure.getMessage(), e);
            end(LeaseEnd.NOT_ALLOWED, failure.getMessage());
        }
    }

    /** @return false when something was changed or has changed, and it must be looked at again */
    private boolean claim() throws Exception {
        Node assignment = currentAssignment();
        if (assignment == null) {
            return true;
        }
        Transaction transaction = new Transaction(connection.curator()).check(assignmentPath, assignment.version());
        Optional<Node> found = connection.read(path, this);
        if (found.isPresent()) {
            Node node = found.get();
            WorkerLease other = RecordJson.read(node.data(), WorkerLease.class);
            long session = connection.currentSessionId();
            if (node.isOwnedBy(session) && other.equals(lease)) {
                // By the attempt before this look, or by one whose answer got lost.
                grantedIn = session;
                return granted();
            }
            if (!lease.supersedes(other)) {
                return waitOrYield(other);
            }
            LOG.info("the lease of {} passes from process {} of epoch {}", lease.slot(), other.pid(), other.epoch());
            transaction.delete(path, node.version());
        }
        transaction.create(CreateMode.EPHEMERAL, path, RecordJson.write(lease)).commit();
        return false;
    }

    private boolean waitOrYield(WorkerLease other) {
        if (other.epoch() > lease.epoch()) {
            end(
                    LeaseEnd.STALE_EPOCH,
                    lease.slot() + " is held by a process of epoch " + other.epoch() + ", newer than " + lease.epoch());
        } else if (!waitIsLogged) {
            waitIsLogged = true;
            LOG.info("waiting for process {}, which holds {} and isn't known to have ended", other.pid(), lease.slot());
        }
        return true;
    }

    /**
     * Whether what is held is still there; and brings it to the session and the epoch that are wanted. As with a
     * claim, false means to look again.
     */
    private boolean confirm() throws Exception {
        Optional<Node> found = connection.read(path, this);
        long session = connection.currentSessionId();
        boolean sameSession = session == grantedIn;
        if (found.isEmpty()) {
            end(
                    sameSession ? LeaseEnd.REVOKED : LeaseEnd.SESSION_LOST,
                    "the lease of " + lease.slot() + (sameSession ? " was withdrawn" : " ended with its session"));
            return true;
        }
        Node node = found.get();
        if (!sameSession && node.isOwnedBy(grantedIn)) {
            return carryOver(node);
        }
        if (!node.isOwnedBy(session)) {
            end(
                    sameSession ? LeaseEnd.TAKEN_OVER : LeaseEnd.SESSION_LOST,
                    lease.slot() + " was taken over by another process");
            return true;
        }
        grantedIn = session;
        return RecordJson.read(node.data(), WorkerLease.class).epoch() == lease.epoch() ? granted() : raiseTo(node);
    }

    /**
     * This client gave its session up while ZooKeeper was away, and the servers haven't ended it. So nobody else has held
     * the lease, and it passes to the present session if the assignment still gives the right to it. Should the node go
     * meanwhile, nothing is made.
     */
    private boolean carryOver(Node node) throws Exception {
        Node assignment = currentAssignment();
        if (assignment == null) {
            connection.tryDelete(path, node.version());
            return true;
        }
        new Transaction(connection.curator())
                .check(assignmentPath, assignment.version())
                .delete(path, node.version())
                .create(CreateMode.EPHEMERAL, path, RecordJson.write(lease))
                .commit();
        return false;
    }

    private boolean raiseTo(Node node) throws Exception {
        Node assignment = currentAssignment();
        if (assignment == null) {
            connection.tryDelete(path, node.version());
            return true;
        }
        new Transaction(connection.curator())
                .check(assignmentPath, assignment.version())
                .set(path, node.version(), RecordJson.write(lease))
                .commit();
        return false;
    }

    /** The assignment that gives the right to the lease; null when there is none, and this request has ended. */
    private Node currentAssignment() throws Exception {
        // Watched, since a claim that waits has to know when there is nothing to wait for any more.
        Optional<Node> found = connection.read(assignmentPath, this);
        if (found.isPresent() && read(found.get()).epoch() < lease.epoch()) {
            // Somebody has seen a newer one; the server asked here may lag behind.
            connection.curator().sync().forPath(assignmentPath);
            found = connection.read(assignmentPath);
        }
        if (found.isEmpty()) {
            end(LeaseEnd.NOT_ASSIGNED, "topology " + lease.topologyId() + " has no assignment");
            return null;
        }
        Assignment assignment = read(found.get());
        if (assignment.epoch() > lease.epoch()) {
            end(
                    LeaseEnd.STALE_EPOCH,
                    "epoch " + lease.epoch() + " of topology " + lease.topologyId() + " is over; it is at "
                            + assignment.epoch());
            return null;
        }
        if (assignment.epoch() < lease.epoch() || !assignment.slots().containsKey(lease.slot())) {
            end(
                    LeaseEnd.NOT_ASSIGNED,
                    "the assignment of topology " + lease.topologyId() + " of epoch " + assignment.epoch()
                            + " gives no right to " + lease.slot() + " at epoch " + lease.epoch());
            return null;
        }
        return found.get();
    }

    private static Assignment read(Node node) {
        return RecordJson.read(node.data(), Assignment.class);
    }

    /** Stays a resident until it has succeeded: the session, and with it the node, may outlast a broken connection. */
    private boolean giveBack() throws Exception {
        Optional<Node> found = connection.read(path);
        if (found.isPresent()
                && (found.get().isOwnedBy(connection.currentSessionId())
                        || found.get().isOwnedBy(grantedIn))
                && !connection.tryDelete(path, found.get().version())) {
            return false;
        }
        state = State.ENDED;
        connection.remove(this);
        return true;
    }

    /** @return true, for there is nothing more to do */
    private boolean granted() {
        state = State.HELD;
        if (grantedEpoch != lease.epoch()) {
            grantedEpoch = lease.epoch();
            WorkerLease held = lease;
            connection.tell(() -> {
                if (!closed) {
                    listener.onGranted(held);
                }
            });
        }
        return true;
    }

    private void end(LeaseEnd end, String explanation) {
        state = State.ENDED;
        connection.remove(this);
        connection.tell(() -> {
            if (!closed) {
                listener.onEnded(end, explanation);
            }
        });
    }
}
