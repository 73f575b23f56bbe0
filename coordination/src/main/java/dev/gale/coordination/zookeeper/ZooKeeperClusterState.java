package dev.gale.coordination.zookeeper;

import dev.gale.coordination.Assignments;
import dev.gale.coordination.ClusterState;
import dev.gale.coordination.CodeReplicas;
import dev.gale.coordination.Leadership;
import dev.gale.coordination.Membership;
import dev.gale.coordination.SessionListener;
import dev.gale.coordination.SessionState;
import dev.gale.coordination.Topologies;
import dev.gale.coordination.WorkerLeases;
import dev.gale.coordination.config.CoordinationSettings;
import java.util.concurrent.Executor;

/** The cluster's facts on a ZooKeeper ensemble. */
public final class ZooKeeperClusterState implements ClusterState {
    private final ZkConnection connection;
    private final Leadership leadership;
    private final Membership membership;
    private final Topologies topologies;
    private final Assignments assignments;
    private final WorkerLeases workerLeases;
    private final CodeReplicas codeReplicas;

    /**
     * @param callbacks on which listeners and watches are called: enqueues for the daemon's thread, and takes tasks until
     *     after {@link #close}
     */
    public ZooKeeperClusterState(CoordinationSettings settings, Executor callbacks) {
        this.connection = new ZkConnection(settings, callbacks);
        this.leadership = new ZkLeadership(connection);
        this.membership = new ZkMembership(connection);
        this.topologies = new ZkTopologies(connection);
        this.assignments = new ZkAssignments(connection);
        this.workerLeases = new ZkWorkerLeases(connection);
        this.codeReplicas = new ZkCodeReplicas(connection);
    }

    @Override
    public void start() {
        connection.start();
    }

    @Override
    public SessionState sessionState() {
        return connection.state();
    }

    @Override
    public void addSessionListener(SessionListener listener) {
        connection.addListener(listener);
    }

    @Override
    public Leadership leadership() {
        return leadership;
    }

    @Override
    public Membership membership() {
        return membership;
    }

    @Override
    public Topologies topologies() {
        return topologies;
    }

    @Override
    public Assignments assignments() {
        return assignments;
    }

    @Override
    public WorkerLeases workerLeases() {
        return workerLeases;
    }

    @Override
    public CodeReplicas codeReplicas() {
        return codeReplicas;
    }

    @Override
    public void close() {
        connection.close();
    }

    /** The session's id, for tests that end it at the server. */
    long sessionId() throws Exception {
        return connection.currentSessionId();
    }
}
