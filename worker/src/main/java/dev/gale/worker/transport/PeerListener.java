package dev.gale.worker.transport;

/**
 * Told when peers come and go. Called by threads that move bytes: only enqueue here. For each peer the calls alternate,
 * beginning with {@link #onConnected}.
 */
public interface PeerListener {
    /** Tuples and acks can go to a peer and come from it. */
    void onConnected(int worker);

    /**
     * The connection to a peer is gone. What was under way on it, and of which nobody can say whether it arrived, is
     * lost and won't be sent again: trees that had tuples there should fail.
     *
     * @param why a few words
     */
    void onLost(int worker, String why);
}
