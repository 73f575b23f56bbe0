package dev.gale.coordination.memory;

import static dev.gale.coordination.Facts.nimbus;
import static dev.gale.coordination.Facts.topology;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.ClusterStateContract;
import dev.gale.coordination.ClusterUnderTest;
import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.LeadershipListener;
import dev.gale.coordination.Versioned;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class InMemoryClusterStateTest extends ClusterStateContract {
    @Override
    protected ClusterUnderTest newCluster() {
        return new InMemoryUnderTest();
    }

    private static final class InMemoryUnderTest implements ClusterUnderTest {
        private final InMemoryCluster cluster = new InMemoryCluster();

        @Override
        public ClusterState newClient(String name, Executor callbacks) {
            return cluster.newClient(name, callbacks);
        }

        @Override
        public void suspend(ClusterState client) {
            ((InMemoryClusterState) client).suspend();
        }

        @Override
        public void resume(ClusterState client) {
            ((InMemoryClusterState) client).resume();
        }

        @Override
        public void expire(ClusterState client) {
            ((InMemoryClusterState) client).expireSession();
        }

        @Override
        public void stop() {
            cluster.stop();
        }

        @Override
        public void restart() {
            cluster.restart();
        }

        @Override
        public int entries() {
            return cluster.factCount();
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldCallBackOnlyWhenTheCallerRunsTheCallbacks() {
        Queue<Runnable> callbacks = new ArrayDeque<>();
        InMemoryClusterState client = new InMemoryCluster().newClient("one", callbacks::add);
        List<LeaderTerm> terms = new ArrayList<>();
        client.start();
        client.leadership().campaign(nimbus("n1"), gaining(terms));

        assertThat(terms).isEmpty();
        callbacks.forEach(Runnable::run);

        assertThat(terms).hasSize(1);
    }

    @Test
    void shouldMakeAChangeWhoseAnswerGetsLost() {
        Queue<Runnable> callbacks = new ArrayDeque<>();
        InMemoryClusterState client = new InMemoryCluster().newClient("one", callbacks::add);
        List<LeaderTerm> terms = new ArrayList<>();
        client.start();
        client.leadership().campaign(nimbus("n1"), gaining(terms));
        callbacks.forEach(Runnable::run);

        client.loseNextAnswer();

        assertThatThrownBy(() -> client.topologies().create(terms.get(0), topology("words")))
                .isInstanceOfSatisfying(
                        CoordinationFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(CoordinationFailure.Kind.UNAVAILABLE));
        assertThat(client.topologies().create(terms.get(0), topology("words")))
                .isEqualTo(new Versioned<>(topology("words"), 0));
    }

    private static LeadershipListener gaining(List<LeaderTerm> terms) {
        return new LeadershipListener() {
            @Override
            public void onGained(LeaderTerm term) {
                terms.add(term);
            }

            @Override
            public void onLost() {
                terms.clear();
            }
        };
    }
}
