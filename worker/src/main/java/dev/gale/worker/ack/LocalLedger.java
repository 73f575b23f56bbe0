package dev.gale.worker.ack;

/** The ledger of a spout executor, for bolts that the same thread runs. Confined to that thread. */
public interface LocalLedger {
    /** Takes in a contribution; what completes because of it is told to the spout later, not within this call. */
    void apply(long root, long edges);

    /** Notes to which other workers a tree has gone; bits as of {@link Loss#bit}. */
    void mark(long root, long workers);
}
