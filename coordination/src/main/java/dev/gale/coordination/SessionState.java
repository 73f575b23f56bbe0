package dev.gale.coordination;

/** How a daemon stands with the store of the cluster's facts. */
public enum SessionState {
    /** There has been no connection yet. */
    CONNECTING,
    /** Connected for the first time. */
    CONNECTED,
    /**
     * The connection is gone; the session may or may not live on. What the daemon holds is neither confirmed nor lost: a
     * leader stops acting at once, a worker goes on with what it does. May last as long as the store is away.
     */
    SUSPENDED,
    /** The session has ended for certain, and with it all that it held. A new one is being opened. */
    LOST,
    /**
     * Connected again: with the session as it was if the state before was {@link #SUSPENDED}, with a new one if it was
     * {@link #LOST}. Registrations come back by themselves, leases don't.
     */
    RECONNECTED;

    public boolean isConnected() {
        return this == CONNECTED || this == RECONNECTED;
    }
}
