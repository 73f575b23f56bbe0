package dev.gale.worker.transport;

import dev.gale.worker.transport.Refusal.Reason;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way to and from one peer: what outlives its connections. At most one connection carries it at a time; the next is
 * admitted when the one before is wholly gone, so what comes in has one thread at a time.
 */
final class Link {
    private final int worker;
    /** Those of the peer that somebody here sends to; replaced as a whole by the controlling thread. */
    private volatile List<RemoteExecutor> remotes = List.of();
    /** By executor; those of this worker. Filled before the first connection. */
    private final IncomingLane[] lanes;

    private final AtomicLong knownEpoch = new AtomicLong(Long.MIN_VALUE);
    /** Null when there is no connection; written by connections' threads, read by executors'. */
    private volatile Session session;
    /** The connection that has this link, from its admission until it is gone. Under this object's lock. */
    private Connection holder;

    Link(int worker, int executors) {
        this.worker = worker;
        this.lanes = new IncomingLane[executors];
    }

    int worker() {
        return worker;
    }

    /** Says to which executors of the peer tuples go; what a connection has announced before doesn't change by it. */
    void setRemoteExecutors(List<RemoteExecutor> executors) {
        remotes = executors;
    }

    List<RemoteExecutor> remoteExecutors() {
        return remotes;
    }

    void addLane(int executor, IncomingLane lane) {
        lanes[executor] = lane;
    }

    /** What comes from the peer for an executor here; null when there is no such executor. */
    IncomingLane lane(int executor) {
        return executor >= 0 && executor < lanes.length ? lanes[executor] : null;
    }

    /** Null when there is no connection. Any thread. */
    Session session() {
        return session;
    }

    long knownEpoch() {
        return knownEpoch.get();
    }

    /** Learns of an epoch of the peer; older ones are forgotten. Any thread. */
    void learnEpoch(long epoch) {
        knownEpoch.accumulateAndGet(epoch, Math::max);
    }

    /**
     * Gives the link to a connection whose other end has shown who it is.
     *
     * @throws Refusal when its epoch is over, or another connection still has the link
     */
    synchronized void admit(Connection connection) throws Refusal {
        long epoch = connection.handshake().peerEpoch();
        if (epoch < knownEpoch()) {
            throw new Refusal(
                    Reason.OLD_EPOCH,
                    "worker " + worker + " comes with epoch " + epoch + ", but epoch " + knownEpoch()
                            + " is known of it");
        }
        learnEpoch(epoch);
        if (holder != null) {
            // The other end wouldn't come again if it still had that one.
            holder.refuse(new Refusal(Reason.CONNECTED_ALREADY, "worker " + worker + " has connected anew"));
            throw new Refusal(
                    Reason.CONNECTED_ALREADY, "the connection before this one is only being closed; try again");
        }
        holder = connection;
    }

    synchronized Connection holder() {
        return holder;
    }

    /** Lets executors send. */
    void open(Session opened) {
        session = opened;
    }

    /** Lets executors send no more. */
    void shut() {
        session = null;
    }

    /** The connection is wholly gone, another may come. */
    synchronized void free() {
        holder = null;
    }
}
