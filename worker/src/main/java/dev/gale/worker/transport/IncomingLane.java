package dev.gale.worker.transport;

import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.transport.Refusal.Reason;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What comes from one peer for one executor here: how much of it the inbox still holds, and so how much the peer may
 * send. Outlives connections, since what came by an earlier one may still wait.
 */
final class IncomingLane implements Inbox.FrameRelease {
    /**
     * What has been granted within one session. All numbers but those of the lane count from the session's start, and
     * only grow, so that a grant that is given twice does no harm.
     */
    static final class Grant {
        private final IncomingLane lane;
        private final Session session;
        /** What the lane had taken in before the session. */
        private final long base;
        /** Written by the connection's thread, read by the consumer. */
        private volatile long announced;

        private final AtomicBoolean due = new AtomicBoolean();

        private Grant(IncomingLane lane, Session session, long base) {
            this.lane = lane;
            this.session = session;
            this.base = base;
        }

        int executor() {
            return lane.executor;
        }

        private void onReleased(long released) {
            // A quarter of the window at a time, so that not every frame is answered by another.
            if (released + lane.window - base - announced >= Math.max(1, lane.window / 4)
                    && !due.get()
                    && due.compareAndSet(false, true)) {
                session.onGrantDue(this);
            }
        }

        /** The limit to tell the peer now. On the connection's thread. */
        long announce() {
            // Before the look at what was released: what is released after it must find this open.
            due.set(false);
            long limit = lane.released + lane.window - base;
            announced = limit;
            return limit;
        }
    }

    private final int executor;
    private final Inbox inbox;
    private final int window;
    /** Units; written by the thread of the present connection, which is handed over from one to the next. */
    private long taken;

    private long takenFrames;
    /** Units worked off; written by the inbox' consumer, read by the connection's thread. */
    private volatile long released;

    private volatile long releasedFrames;
    private volatile Grant grant;

    IncomingLane(int executor, Inbox inbox, int window) {
        this.executor = executor;
        this.inbox = inbox;
        this.window = window;
    }

    /** Begins to count for a new session. On its connection's thread. */
    Grant open(Session session) {
        Grant opened = new Grant(this, session, taken);
        grant = opened;
        return opened;
    }

    /** Takes in a frame. On the connection's thread. */
    void onTuples(byte[] frame, long nowNs) throws Refusal {
        // Who keeps to his credit has no more batches under way than the window has units, of as many frames as tuples.
        if (takenFrames - releasedFrames >= (long) window * Destination.BATCH) {
            throw new Refusal(
                    Reason.OUT_OF_CREDIT, "more tuples came for executor " + executor + " than it has room for");
        }
        int units = Frames.units(frame.length);
        taken += units;
        takenFrames++;
        inbox.publishArrival(frame, nowNs, units, this);
    }

    @Override
    public void onReleased(int units) {
        long frames = releasedFrames + 1;
        releasedFrames = frames;
        long now = released + units;
        released = now;
        Grant present = grant;
        if (present != null) {
            present.onReleased(now);
        }
    }
}
