package dev.gale.coordination;

import java.util.concurrent.Executor;

/** A store of facts with its faults, as {@link ClusterStateContract} needs it. */
public interface ClusterUnderTest {
    /** A client that isn't started. */
    ClusterState newClient(String name, Executor callbacks);

    /** Cuts a client's connection. */
    void suspend(ClusterState client) throws Exception;

    /** Mends it. */
    void resume(ClusterState client) throws Exception;

    /** Ends a client's session at the store. */
    void expire(ClusterState client) throws Exception;

    /** Takes the store away from all; what it was told is not forgotten. */
    void stop() throws Exception;

    /** Brings it back. */
    void restart() throws Exception;

    /** How many entries of any kind the store holds. */
    int entries() throws Exception;

    void close() throws Exception;
}
