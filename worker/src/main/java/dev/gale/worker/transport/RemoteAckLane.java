package dev.gale.worker.transport;

import dev.gale.worker.ack.AckBatch;
import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.FailSignal;

/**
 * The way back to a spout executor of a peer. Without a connection everything is dropped: the trees were lost with it,
 * and time out if nobody fails them before.
 */
final class RemoteAckLane implements AckLane {
    /** Null while the spout executor runs nowhere; written by the controlling thread, read by those who report. */
    private volatile Link link;

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
        } else {
            session.send(batch);
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
