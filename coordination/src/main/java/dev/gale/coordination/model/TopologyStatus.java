package dev.gale.coordination.model;

/** What a topology is meant to do. */
public enum TopologyStatus {
    /** Its spouts emit. */
    ACTIVE,
    /** Its workers run, its spouts are silent. */
    INACTIVE,
    /** Its spouts are silent; it is removed when the wait of its {@link PendingAction} is over. */
    KILLED,
    /** Its spouts are silent; it is laid out anew when the wait of its {@link PendingAction} is over. */
    REBALANCING;

    /** Whether something is going to happen to a topology of this status. */
    public boolean isPending() {
        return this == KILLED || this == REBALANCING;
    }
}
