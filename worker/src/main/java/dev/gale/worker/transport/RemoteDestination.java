package dev.gale.worker.transport;

import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.RoomWaiter;
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
    private final int mostBytes;

    /** The connection that holds batches back, null when none does; a receiver that moves gets another one. */
    private Session holder;

    /** Batches since the connection's thread was last told to look. */
    private int heldBack;

    RemoteDestination(RemoteExecutor receiver, TupleCodec codec, int mostBytes) {
        this.receiver = receiver;
        this.codec = codec;
        this.mostBytes = mostBytes;
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
    public void signalOnRoom(RoomWaiter waiter) {
        receiver.await(waiter);
    }
}
