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
    /**
     * The session is over: the store has ended it, or this client has given it up after a silence longer than it may be,
     * as when all of the store is away. What it held is gone or goes soon; a new session is being opened. No reason to stop
     * what runs: whether a lease is lost, its {@link LeaseListener} is told when the store has been asked.
     */
    LOST,
    /**
     * Connected again: with the session as it was if the state before was {@link #SUSPENDED}, with a new one if it was
     * {@link #LOST}. Registrations come back by themselves, leases that are gone don't.
     */
    RECONNECTED;

    public boolean isConnected() {
        return this == CONNECTED || this == RECONNECTED;
    }
}
