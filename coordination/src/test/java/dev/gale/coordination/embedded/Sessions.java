package dev.gale.coordination.embedded;

/** Ends sessions at the server, for tests. */
public final class Sessions {
    private Sessions() {}

    public static void expire(EmbeddedZooKeeper server, long sessionId) {
        server.expireSession(sessionId);
    }
}
