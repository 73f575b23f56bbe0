package dev.gale.worker.transport;

import dev.gale.worker.ack.TreeMarks;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.RoomWaiter;
import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.tuple.Envelope;
import java.util.Arrays;

/**
 * The way from one executor here to one of a peer. Used by the sender's thread: it encodes there, when there is credit
 * and so only once. Without a connection there is no credit.
 */
final class RemoteDestination implements Destination {
    /** So many batches are enough for a write of their own. */
    private static final int MOST_HELD_BACK = 8;

    private final RemoteExecutor receiver;
    private final TupleCodec codec;
    private final TreeMarks marks;
    private final int mostBytes;
    /** Where the receiver runs, as emitters are told. */
    private int worker;
    /** Whether what emitters were told may not be true of what still waits to be sent. */
    private boolean moved;

    /** The connection that holds batches back, null when none does; a receiver that moves gets another one. */
    private Session holder;

    /** Batches since the connection's thread was last told to look. */
    private int heldBack;

    RemoteDestination(RemoteExecutor receiver, TupleCodec codec, TreeMarks marks, int mostBytes) {
        this.receiver = receiver;
        this.codec = codec;
        this.marks = marks;
        this.mostBytes = mostBytes;
        Link link = receiver.link();
        this.worker = link == null ? ExecutorPlan.NOWHERE : link.worker();
    }

    @Override
    public boolean leavesWorker() {
        return true;
    }

    @Override
    public int worker() {
        return worker;
    }

    @Override
    public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
        Link link = receiver.link();
        Session session = link == null ? null : link.session();
        if (session == null) {
            return null;
        }
        Credit credit = session.credit(receiver.executor());
        // A connection from before the receiver's move doesn't know it; it is being replaced.
        if (credit == null) {
            return null;
        }
        if (!credit.tryTake()) {
            push();
            return null;
        }
        if (session != holder) {
            push();
            holder = session;
        }
        if (link.worker() != worker) {
            worker = link.worker();
            moved = true;
        }
        if (moved) {
            mark(batch, count);
        }
        int units = 0;
        int next = 0;
        while (next < count) {
            next = codec.encode(batch, next, count, mostBytes);
            units += Frames.units(codec.length());
            session.send(receiver.executor(), codec.buffer(), codec.length());
        }
        if (units > 1) {
            credit.takeMore(units - 1);
        }
        if (++heldBack == MOST_HELD_BACK) {
            push();
        }
        Arrays.fill(batch, 0, count, null);
        return batch;
    }

    /** Before they are on the connection, as emitters do. Executors move seldom: from then on it is done for all. */
    private void mark(Envelope[] batch, int count) {
        for (int i = 0; i < count; i++) {
            for (int root = 0; root < batch[i].rootCount(); root++) {
                marks.sentTo(batch[i].root(root), worker);
            }
        }
    }

    @Override
    public boolean holdsBack() {
        return true;
    }

    @Override
    public void push() {
        if (heldBack > 0) {
            heldBack = 0;
            holder.push();
        }
    }

    @Override
    public boolean encodes() {
        return true;
    }

    @Override
    public void signalOnRoom(RoomWaiter waiter) {
        receiver.await(waiter);
    }
}
