package dev.gale.worker.transport;

import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.handoff.RoomWaiter;
import dev.gale.worker.tuple.Envelope;
import java.util.Arrays;

/** An inbox in this JVM to which tuples go encoded by {@code codec}, the sender's. */
record EncodingDestination(Inbox inbox, TupleCodec codec) implements Destination {
    @Override
    public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
        if (!inbox.tryPublishEncoded(batch, count, codec::encode, nowNs)) {
            return null;
        }
        Arrays.fill(batch, 0, count, null);
        return batch;
    }

    @Override
    public boolean encodes() {
        return true;
    }

    @Override
    public void signalOnRoom(RoomWaiter waiter) {
        inbox.signalOnRoom(waiter);
    }
}
