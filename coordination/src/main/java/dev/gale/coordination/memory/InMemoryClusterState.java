package dev.gale.coordination.memory;

import dev.gale.coordination.Assignments;
import dev.gale.coordination.ClusterState;
import dev.gale.coordination.CodeReplicas;
import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.CoordinationFailure.Kind;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.Leadership;
import dev.gale.coordination.Membership;
import dev.gale.coordination.SessionListener;
import dev.gale.coordination.SessionState;
import dev.gale.coordination.Topologies;
import dev.gale.coordination.Watch;
import dev.gale.coordination.WorkerLeases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One daemon's client of an {@link InMemoryCluster}, and the faults that can befall it. */
public final class InMemoryClusterState implements ClusterState {
    private final InMemoryCluster cluster;
    private final String name;
    private final Executor callbacks;
    private final Leadership leadership;
    private final Membership membership;
    private final Topologies topologies;
    private final Assignments assignments;
    private final WorkerLeases workerLeases;
    private final CodeReplicas codeReplicas;

    // Guarded by the cluster.
    private final List<SessionListener> listeners = new ArrayList<>();
    private final List<Resident> residents = new ArrayList<>();
    private final List<MemoryWatch<?>> watches = new ArrayList<>();
    private boolean started;
    private boolean partitioned;
    private boolean connected;
    private boolean loseNextAnswer;
    /** 0 when there is none. */
    private long sessionId;

    /** Changed under the cluster's lock; read by any. */
    private volatile SessionState state = SessionState.CONNECTING;

    private volatile boolean closed;

    InMemoryClusterState(InMemoryCluster cluster, String name, Executor callbacks) {
        this.cluster = cluster;
        this.name = name;
        this.callbacks = callbacks;
        this.leadership = new MemoryLeadership(this, cluster);
        this.membership = new MemoryMembership(this, cluster);
        this.topologies = new MemoryTopologies(this, cluster);
        this.assignments = new MemoryAssignments(this, cluster);
        this.workerLeases = new MemoryWorkerLeases(this, cluster);
        this.codeReplicas = new MemoryCodeReplicas(this, cluster);
    }

    @Override
    public void start() {
        synchronized (cluster) {
            started = true;
            refresh();
            cluster.settle();
        }
    }

    // Faults

    /** Cuts the connection; the session lives on. */
    public void suspend() {
        synchronized (cluster) {
            partitioned = true;
            refresh();
            cluster.settle();
        }
    }

    /** Mends the connection. */
    public void resume() {
        synchronized (cluster) {
            partitioned = false;
            refresh();
            cluster.settle();
        }
    }

    /**
     * Ends the session, as the store does with one that was silent for too long: what it held is gone for the others at
     * once; this client hears of it when it has a connection.
     */
    public void expireSession() {
        synchronized (cluster) {
            if (sessionId == 0) {
                return;
            }
            cluster.end(sessionId);
            if (connected) {
                onDisconnected();
            }
            refresh();
            cluster.settle();
        }
    }

    /**
     * Ends the client as a kill of its process does: nothing is told or done here any more, and what the session holds
     * stays until {@link #expireSession}.
     */
    public void abandon() {
        synchronized (cluster) {
            if (!closed) {
                closed = true;
                connected = false;
                cluster.remove(this);
                cluster.settle();
            }
        }
    }

    /** Lets the next read or change be done and its answer get lost on the way. */
    public void loseNextAnswer() {
        synchronized (cluster) {
            loseNextAnswer = true;
        }
    }

    // For the parts; all but tell and call are to be called under the cluster's lock

    /** Brings the connection to what it should be. */
    void refresh() {
        boolean shouldBe = started && !closed && !partitioned && cluster.isAvailable();
        if (connected && !shouldBe) {
            onDisconnected();
        } else if (!connected && shouldBe) {
            if (sessionId != 0 && !cluster.hasSession(sessionId)) {
                sessionId = 0;
                publish(SessionState.LOST);
                List.copyOf(residents).forEach(Resident::onSessionLost);
            }
            if (sessionId == 0) {
                sessionId = cluster.newSession();
            }
            connected = true;
            publish(state == SessionState.CONNECTING ? SessionState.CONNECTED : SessionState.RECONNECTED);
        }
    }

    private void onDisconnected() {
        connected = false;
        publish(SessionState.SUSPENDED);
        List.copyOf(residents).forEach(Resident::onSuspended);
    }

    private void publish(SessionState next) {
        state = next;
        listeners.forEach(listener -> tell(() -> listener.onSessionState(next)));
    }

    boolean review() {
        boolean changed = false;
        for (Resident resident : List.copyOf(residents)) {
            changed |= connected && resident.review();
        }
        return changed;
    }

    void tellWatches() {
        if (connected) {
            watches.forEach(MemoryWatch::tell);
        }
    }

    long sessionId() {
        return sessionId;
    }

    boolean isConnected() {
        return connected;
    }

    void add(Resident resident) {
        synchronized (cluster) {
            residents.add(resident);
            cluster.settle();
        }
    }

    void remove(Resident resident) {
        residents.remove(resident);
    }

    /** Has a resident that was told to end do so. */
    void reviewSoon() {
        synchronized (cluster) {
            cluster.settle();
        }
    }

    <S> Watch watch(Supplier<S> facts, Consumer<S> consumer) {
        synchronized (cluster) {
            MemoryWatch<S> watch = new MemoryWatch<>(this, cluster, facts, consumer);
            watches.add(watch);
            tellWatches();
            return watch;
        }
    }

    void remove(MemoryWatch<?> watch) {
        watches.remove(watch);
    }

    /** Runs something on the daemon's executor, unless the client is closed by then. */
    void tell(Runnable callback) {
        if (!closed) {
            callbacks.execute(() -> {
                if (!closed) {
                    callback.run();
                }
            });
        }
    }

    /** Reads or changes facts for a caller that waits for it. */
    <T> T call(String doing, Supplier<T> operation) {
        synchronized (cluster) {
            if (closed) {
                throw new IllegalStateException("client " + name + " is closed");
            }
            if (!connected) {
                throw new CoordinationFailure(
                        Kind.UNAVAILABLE, "could not " + doing + ": client " + name + " has no connection");
            }
            T answer = operation.get();
            cluster.settle();
            if (loseNextAnswer) {
                loseNextAnswer = false;
                throw new CoordinationFailure(Kind.UNAVAILABLE, "could not " + doing + ": the answer got lost");
            }
            return answer;
        }
    }

    /** Changes facts as the leader. */
    <T> T callAsLeader(String doing, LeaderTerm term, Supplier<T> operation) {
        return call(doing, () -> {
            if (!cluster.isActing(term)) {
                throw new CoordinationFailure(Kind.NOT_LEADER, "could not " + doing + ": " + term + " is over");
            }
            return operation.get();
        });
    }

    // ClusterState

    @Override
    public SessionState sessionState() {
        return state;
    }

    @Override
    public void addSessionListener(SessionListener listener) {
        synchronized (cluster) {
            listeners.add(listener);
        }
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

    /** What it held goes at once, even without a connection: nothing here would let its session time out. */
    @Override
    public void close() {
        synchronized (cluster) {
            if (!closed) {
                closed = true;
                connected = false;
                cluster.remove(this);
                cluster.end(sessionId);
                cluster.settle();
            }
        }
    }
}
