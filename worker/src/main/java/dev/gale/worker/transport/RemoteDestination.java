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

    private final Link link;
    private final RemoteExecutor receiver;
    private final TupleCodec codec;
    private final int mostBytes;
    /** Batches since the connection's thread was last told to look. */
    private int heldBack;

    RemoteDestination(Link link, RemoteExecutor receiver, TupleCodec codec, int mostBytes) {
        this.link = link;
        this.receiver = receiver;
        this.codec = codec;
        this.mostBytes = mostBytes;
    }

    @Override
    public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
        Session session = link.session();
        if (session == null) {
            return null;
        }
        Credit credit = session.credit(receiver.executor());
        if (!credit.tryTake()) {
            push();
            return null;
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
            Session session = link.session();
            // Of a session that is over nothing is left to send.
            if (session != null) {
                session.push();
            }
        }
    }

    @Override
    public void signalOnRoom(RoomWaiter waiter) {
        receiver.await(waiter);
    }
}
