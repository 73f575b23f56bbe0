package dev.gale.worker.transport;

import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.TreeMarks;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;

/**
 * Joins the workers of one topology within a JVM: one network for all of them. Nothing is lost, delayed or reordered.
 */
public final class InMemoryNetwork implements Network {
    private final Inbox[] inboxes;
    private final AckLane[] lanes;

    /** @param executors of the topology; {@code owners} of them are spouts' */
    public InMemoryNetwork(int executors, int owners) {
        this.inboxes = new Inbox[executors];
        this.lanes = new AckLane[owners + 1];
    }

    @Override
    public void register(int executor, Inbox inbox) {
        inboxes[executor] = inbox;
    }

    @Override
    public void register(int owner, AckLane lane) {
        lanes[owner] = lane;
    }

    @Override
    public Destination local(int executor) {
        return inboxes[executor];
    }

    @Override
    public Destination remote(int executor, TupleCodec codec, TreeMarks marks) {
        // Nothing is ever lost, so nothing is marked.
        return new EncodingDestination(inboxes[executor], codec);
    }

    @Override
    public AckLane[] ackLanes() {
        return lanes;
    }
}
