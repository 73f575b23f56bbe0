package dev.gale.worker.transport;

import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.TreeMarks;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;

/**
 * The ways from the executors of a worker to all executors of the topology. Filled by {@code register} and asked for
 * destinations before any executor runs; what it has given out is used by the executors' threads.
 */
public interface Network {
    /** Makes the inbox of an executor of this worker known. */
    void register(int executor, Inbox inbox);

    /** Makes the way back to a spout executor of this worker known. */
    void register(int owner, AckLane lane);

    /** The inbox of an executor of the same worker: tuples go by reference. */
    Destination local(int executor);

    /**
     * The way to an executor of another worker, or of this one if its tuples are to be encoded all the same.
     *
     * @param codec the sending executor's; used on its thread only
     * @param marks the same
     */
    Destination remote(int executor, TupleCodec codec, TreeMarks marks);

    /** By owner number; index 0 is unused. Filled as spout executors register. */
    AckLane[] ackLanes();
}
