package dev.gale.worker.report;

/** What one task took from one stream of another component. Written by its executor. */
public final class StreamIn {
    /** Calls of execute that returned or threw. */
    public final Counter executed = new Counter();

    public final Counter acked = new Counter();
    public final Counter failed = new Counter();
}
