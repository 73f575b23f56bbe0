package dev.gale.worker.process;

/** How far a worker process is. It goes through these in this order, and may go from any to {@link #STOPPING}. */
public enum WorkerState {
    /** It has not heard yet of an assignment that names its slot. */
    AWAITING_ASSIGNMENT,
    /** It has asked for the lease of its slot. */
    AWAITING_LEASE,
    /** Its connections are being made; its executors don't run yet. */
    JOINING,
    RUNNING,
    STOPPING,
    ENDED
}
