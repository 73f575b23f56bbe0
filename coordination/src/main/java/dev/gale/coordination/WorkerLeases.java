package dev.gale.coordination;

import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.WorkerLease;
import java.util.Map;
import java.util.function.Consumer;

/** Which process is the worker of which slot. At most one at a time holds the lease of a topology's slot. */
public interface WorkerLeases {
    /**
     * Asks for a lease, and returns. It is granted when the topology's assignment is of the lease's epoch and names its
     * slot, and nobody holds it whom the lease doesn't {@linkplain WorkerLease#supersedes supersede}; of an owner of
     * the same epoch whose end isn't proven, the end of the session is waited for.
     *
     * <p>A lease outlasts its holder's connection, for however long, if the store keeps the entry until the holder is back;
     * so workers go on while all of the store is away. One that was lost is not asked for again: the listener is told, and
     * this request is over.
     */
    Lease acquire(WorkerLease lease, LeaseListener listener);

    /** The leases held now. */
    Map<Slot, WorkerLease> of(TopologyId id);

    Watch watch(TopologyId id, Consumer<Map<Slot, WorkerLease>> onLeases);

    /** A lease that was asked for. */
    interface Lease extends AutoCloseable {
        /**
         * Goes over to a newer assignment that names the slot as well: the listener is told that the lease is granted with
         * the new epoch, or that it has ended because that is not so. An epoch that isn't newer changes nothing.
         */
        void raise(long epoch);

        /** Gives it back, or stops asking. The listener isn't told. */
        @Override
        void close();
    }
}
