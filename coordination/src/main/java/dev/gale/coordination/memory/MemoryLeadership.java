package dev.gale.coordination.memory;

import dev.gale.coordination.Leadership;
import dev.gale.coordination.LeadershipListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.model.NimbusInfo;
import java.util.Optional;
import java.util.function.Consumer;

/** Of the candidates, each with the next number, the one with the lowest leads. */
final class MemoryLeadership implements Leadership {
    private final InMemoryClusterState client;
    private final InMemoryCluster cluster;
    /** Guarded by the cluster. */
    private Candidate candidate;

    MemoryLeadership(InMemoryClusterState client, InMemoryCluster cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    @Override
    public Candidacy campaign(NimbusInfo self, LeadershipListener listener) {
        synchronized (cluster) {
            if (candidate != null) {
                throw new IllegalStateException(
                        "nimbus " + self.id() + " is a candidate already; close that candidacy first");
            }
            candidate = new Candidate(self, listener);
            client.add(candidate);
            return candidate;
        }
    }

    private final class Candidate implements Candidacy, Resident {
        private final NimbusInfo self;
        private final LeadershipListener listener;
        private volatile boolean closed;
        // Guarded by the cluster.
        private long number;
        private boolean leads;

        Candidate(NimbusInfo self, LeadershipListener listener) {
            this.self = self;
            this.listener = listener;
        }

        @Override
        public boolean review() {
            Held<NimbusInfo> place = cluster.candidates.get(number);
            boolean isMine = place != null && place.sessionId() == client.sessionId();
            if (closed) {
                client.remove(this);
                return isMine && cluster.candidates.remove(number) != null;
            }
            if (!isMine) {
                number = cluster.newCandidate(self, client.sessionId());
                return true;
            }
            if (!leads && cluster.candidates.firstKey() == number) {
                leads = true;
                var term = InMemoryCluster.term(self.id(), number);
                tell(() -> listener.onGained(term));
            }
            return false;
        }

        @Override
        public void onSuspended() {
            if (leads) {
                leads = false;
                tell(listener::onLost);
            }
        }

        private void tell(Runnable call) {
            client.tell(() -> {
                if (!closed) {
                    call.run();
                }
            });
        }

        @Override
        public void close() {
            synchronized (cluster) {
                if (!closed) {
                    closed = true;
                    candidate = null;
                    cluster.settle();
                }
            }
        }
    }

    @Override
    public Optional<NimbusInfo> leader() {
        return client.call("find the leader", this::first);
    }

    @Override
    public Watch watchLeader(Consumer<Optional<NimbusInfo>> onLeader) {
        return client.watch(this::first, onLeader);
    }

    private Optional<NimbusInfo> first() {
        return cluster.candidates.values().stream().map(Held::value).findFirst();
    }
}
