package dev.gale.worker.ack;

/** The ledger of a spout executor, for bolts that the same thread runs. Confined to that thread. */
public interface LocalLedger {
    /** Takes in a contribution; what completes because of it is told to the spout later, not within this call. */
    void apply(long root, long edges);
}
