package dev.gale.coordination;

import dev.gale.coordination.model.WorkerLease;

/** Is told what becomes of a lease that was asked for. */
public interface LeaseListener {
    /** Granted, or raised to a newer epoch. */
    void onGranted(WorkerLease lease);

    /**
     * Refused or lost; nothing follows. The process must not go on as the worker of the slot, unless it asks anew and is
     * granted the lease again.
     *
     * @param explanation a sentence for the log
     */
    void onEnded(LeaseEnd end, String explanation);
}
