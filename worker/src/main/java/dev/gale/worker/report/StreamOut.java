package dev.gale.worker.report;

/** What one task emitted on one of its streams. Written by its executor. */
public final class StreamOut {
    /** Calls of emit. */
    public final Counter emitted = new Counter();

    /** Copies that went to receivers. */
    public final Counter transferred = new Counter();

    /** Spouts: trees completed. */
    public final Counter acked = new Counter();

    /** Spouts: trees failed, for whatever reason. */
    public final Counter failed = new Counter();
}
