package dev.gale.coordination;

/**
 * One daemon's view of the facts that the cluster shares, and its means to change them.
 *
 * <p>Reads and writes ask the store and return its answer; they may be called by any thread, block for a round trip, and
 * fail at once with {@link CoordinationFailure.Kind#UNAVAILABLE} while there is no connection. Listeners and watches
 * are called on the executor that the implementation was made with, which should be the daemon's own thread; the
 * threads of the store only enqueue there. That executor must take tasks until after {@link #close}.
 */
public interface ClusterState extends AutoCloseable {
    /**
     * Begins to connect, and returns. Until the first connection the state is {@link SessionState#CONNECTING} and goes on
     * trying. To be called once, after the session listeners were added.
     */
    void start();

    SessionState sessionState();

    /** Adds who is told of every change of the session's state from now on. */
    void addSessionListener(SessionListener listener);

    Leadership leadership();

    Membership membership();

    Topologies topologies();

    Assignments assignments();

    WorkerLeases workerLeases();

    CodeReplicas codeReplicas();

    /**
     * Ends the session: what this daemon had registered, its candidacy and its leases are gone for the others at once
     * when there is a connection, else when the session times out. No listener is told.
     */
    @Override
    void close();
}
