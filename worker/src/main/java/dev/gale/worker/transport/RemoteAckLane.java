package dev.gale.worker.transport;

import dev.gale.worker.ack.AckBatch;
import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.ack.Loss;
import dev.gale.worker.plan.ExecutorPlan;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way back to a spout executor of a peer. Without a connection everything is dropped: the trees were lost with the one
 * before, and those that weren't fail with the next.
 */
final class RemoteAckLane implements AckLane {
    private final int owner;
    private final int ownWorker;
    private final AtomicBoolean reportsDropped = new AtomicBoolean();
    /** Null while the spout executor runs nowhere; written by the controlling thread, read by those who report. */
    private volatile Link link;

    /** @param ownWorker number of the worker whose executors report */
    RemoteAckLane(int owner, int ownWorker) {
        this.owner = owner;
        this.ownWorker = ownWorker;
    }

    void moveTo(Link newLink) {
        link = newLink;
    }

    private Session session() {
        Link present = link;
        return present == null ? null : present.session();
    }

    @Override
    public void offer(AckBatch batch) {
        Session session = session();
        if (session == null) {
            batch.release();
            dropped();
        } else {
            session.send(batch);
        }
    }

    /**
     * Something that the spout would have to know isn't sent. It may be about a tree that came by a third worker and that was
     * begun after the spout's worker had noticed that there is no connection; so the spout is told with the next one.
     */
    private void dropped() {
        reportsDropped.set(true);
        tellOfDropped();
    }

    /** By those that report and, when there is a connection again, by who has made it so. */
    void tellOfDropped() {
        Session session = session();
        if (session != null && reportsDropped.getAndSet(false)) {
            session.send(FrameType.LOST, Signals.encodeLoss(owner, ownWorker));
        }
    }

    @Override
    public int worker() {
        Link present = link;
        return present == null ? ExecutorPlan.NOWHERE : present.worker();
    }

    /** Without a connection there is nobody to tell: the peer fails all trees that have been here, as this one was lost. */
    @Override
    public void lost(Loss loss) {
        Session session = session();
        if (session != null) {
            session.send(FrameType.LOST, Signals.encodeLoss(owner, loss.worker()));
        }
    }

    @Override
    public void pushAcks() {
        Session session = session();
        if (session != null) {
            session.pushAcks();
        }
    }

    @Override
    public void fail(FailSignal signal) {
        Session session = session();
        if (session != null) {
            session.send(FrameType.FAIL, Signals.encode(signal));
        } else {
            dropped();
        }
    }

    @Override
    public void resetTimeout(long root) {
        Session session = session();
        if (session != null) {
            session.send(FrameType.RESET_TIMEOUT, Signals.encode(root));
        }
    }
}
