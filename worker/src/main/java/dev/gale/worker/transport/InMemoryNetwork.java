package dev.gale.worker.transport;

import dev.gale.worker.ack.AckLane;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.handoff.RoomWaiter;
import dev.gale.worker.tuple.Envelope;
import java.util.Arrays;

/**
 * Joins the workers of one topology within a JVM. Filled before any executor runs, only read after that.
 */
public final class InMemoryNetwork {
    private final Inbox[] inboxes;
    private final AckLane[] lanes;

    /** @param executors of the topology; {@code owners} of them are spouts' */
    public InMemoryNetwork(int executors, int owners) {
        this.inboxes = new Inbox[executors];
        this.lanes = new AckLane[owners + 1];
    }

    /** Makes an executor's inbox known. */
    public void register(int executor, Inbox inbox) {
        inboxes[executor] = inbox;
    }

    /** Makes a spout executor's way back known. */
    public void register(int owner, AckLane lane) {
        lanes[owner] = lane;
    }

    /** The inbox of an executor of the same worker: tuples go by reference. */
    public Destination local(int executor) {
        return inboxes[executor];
    }

    /** An executor of another worker: tuples go encoded by {@code codec}, the sender's. */
    public Destination remote(int executor, TupleCodec codec) {
        return new Framing(inboxes[executor], codec);
    }

    /** By owner number; index 0 is unused. Filled as spout executors register. */
    public AckLane[] ackLanes() {
        return lanes;
    }

    private record Framing(Inbox inbox, TupleCodec codec) implements Destination {
        @Override
        public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
            if (!inbox.tryPublishEncoded(batch, count, codec::encode, nowNs)) {
                return null;
            }
            Arrays.fill(batch, 0, count, null);
            return batch;
        }

        @Override
        public void signalOnRoom(RoomWaiter waiter) {
            inbox.signalOnRoom(waiter);
        }
    }
}
