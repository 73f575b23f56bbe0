package dev.gale.coordination.memory;

/** Something of one client that lasts over lost connections and sessions. Called under the cluster's lock. */
interface Resident {
    /**
     * Looks at the facts, while there is a connection, and does what they call for.
     *
     * @return whether facts were changed, so that others must look again
     */
    boolean review();

    /** The connection is gone. */
    default void onSuspended() {}

    /** The session has ended. */
    default void onSessionLost() {}
}
