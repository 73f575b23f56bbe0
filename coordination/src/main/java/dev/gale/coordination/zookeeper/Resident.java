package dev.gale.coordination.zookeeper;

/** Something that lasts over lost connections and sessions. Called on the connection's own thread. */
interface Resident {
    /** There is a connection again, or for the first time; may be called more than once. */
    void onConnected() throws Exception;

    /** The session is over; its ephemeral nodes are gone, or will be soon. */
    default void onSessionLost() {}
}
