package dev.gale.nimbus.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.nimbus.control.Refused.Kind;
import dev.gale.nimbus.testing.SteppedCluster;
import dev.gale.nimbus.testing.SteppedCluster.Box;
import dev.gale.nimbus.testing.Topologies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailOverTest {
    @TempDir
    private Path directory;

    private SteppedCluster cluster;
    private Box first;
    private Box second;

    @BeforeEach
    void startTwoNimbuses() {
        cluster = new SteppedCluster(directory, Map.of("topology.min.replication.count", 2));
        first = cluster.addNimbus("n1");
        second = cluster.addNimbus("n2");
        cluster.addSupervisor("s1", 6700, 6701);
        cluster.addSupervisor("s2", 6700, 6701);
    }

    @Test
    void shouldHaveOneLeaderWhenThereAreTwoNimbuses() {
        assertThat(first.nimbus.view().leads()).isTrue();
        assertThat(second.nimbus.view().leads()).isFalse();
        assertThat(second.nimbus.view().leader()).contains(first.nimbus.self());
        CompletableFuture<TopologyInfo> answer = second.nimbus.kill("clicks", Optional.empty());
        cluster.settle();
        assertThatThrownBy(answer::join).hasMessageContaining("n1 leads");
    }

    @Test
    void shouldHaveCopiesOfTheCodeWhenATopologyIsAccepted() {
        TopologyInfo info = cluster.submit(first, "clicks");

        assertThat(second.store.has(info.codeHash())).isTrue();
    }

    @Test
    void shouldRefuseASubmissionWhenTooFewNimbusesCanTakeItsCode() {
        cluster.crash(second);
        CompletableFuture<TopologyInfo> answer = cluster.submit(first, Topologies.submission("clicks"), "r1");
        assertThat(answer).isNotDone();

        cluster.advance(Duration.ofSeconds(60));

        assertThatThrownBy(answer::join)
                .hasMessageContaining("has 1 of 2")
                .hasMessageContaining("topology.min.replication.count");
        assertThat(cluster.observer().topologies().all()).isEmpty();
    }

    @Test
    void shouldAcceptAWaitingSubmissionWhenAnotherNimbusComes() {
        cluster.crash(second);
        CompletableFuture<TopologyInfo> answer = cluster.submit(first, Topologies.submission("clicks"), "r1");
        assertThat(answer).isNotDone();

        Box third = cluster.addNimbus("n3");

        assertThat(answer).isCompleted();
        assertThat(third.store.has(answer.join().codeHash())).isTrue();
    }

    @Test
    void shouldRefuseASubmissionWhoseCodeNobodyHas() {
        CompletableFuture<TopologyInfo> answer =
                cluster.submit(first, Topologies.submission("clicks", Map.of(), "0123456789abcdef".repeat(4)), "r1");

        assertThatThrownBy(answer::join).hasMessageContaining("send it first, by PUT");
    }

    @Test
    void shouldChangeNoAssignmentWhenTheLeadershipMoves() {
        TopologyId clicks = cluster.submit(first, "clicks").id();
        TopologyId views = cluster.submit(first, "views").id();
        Map<TopologyId, Assignment> before = cluster.observer().assignments().all();

        cluster.crash(first);

        assertThat(second.nimbus.view().leads()).isTrue();
        cluster.advance(Duration.ofMinutes(1));
        assertThat(cluster.observer().assignments().all()).isEqualTo(before).containsOnlyKeys(clicks, views);
    }

    @Test
    void shouldFinishWhatAnotherHasBegunWhenTheLeadershipMoves() {
        TopologyInfo killed = cluster.submit(first, "clicks");
        TopologyInfo rebalanced = cluster.submit(first, "views");
        cluster.settled(first.nimbus.kill("clicks", Optional.of(Duration.ofSeconds(10))));
        cluster.settled(first.nimbus.rebalance(
                "views", Optional.of(Duration.ofSeconds(10)), Optional.empty(), Map.of("count", 1)));
        cluster.advance(Duration.ofSeconds(5));

        cluster.crash(first);
        cluster.advance(Duration.ofSeconds(4));
        assertThat(cluster.topology(killed.id()).status()).isEqualTo(TopologyStatus.KILLED);
        cluster.advance(Duration.ofSeconds(1));

        assertThat(cluster.observer().topologies().find(killed.id())).isEmpty();
        assertThat(cluster.topology(rebalanced.id()).status()).isEqualTo(TopologyStatus.ACTIVE);
        assertThat(cluster.assignedExecutors(rebalanced.id())).isEqualTo(3);
        assertThat(cluster.assignment(rebalanced.id()).epoch()).isEqualTo(2);
    }

    @Test
    void shouldAnswerARepeatedRequestAsTheFirstTimeWhenTheLeadershipHasMoved() {
        TopologyInfo info = cluster.submit(first, "clicks");
        cluster.crash(first);

        Box third = cluster.addNimbus("n3");

        assertThat(cluster.submit(second, "clicks")).isEqualTo(info);
        assertThat(third.store.has(info.codeHash())).isTrue();
        assertThat(cluster.observer().topologies().all()).hasSize(1);
    }

    @Test
    void shouldRefuseTheWritesOfADeposedLeader() {
        TopologyInfo info = cluster.submit(first, "clicks");
        // It still takes itself for the leader when it gets to this request.
        CompletableFuture<TopologyInfo> late = first.nimbus.kill("clicks", Optional.of(Duration.ZERO));
        first.client.expireSession();

        cluster.settle();

        assertThatThrownBy(late::join)
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.NOT_LEADER));
        assertThat(second.nimbus.view().leads()).isTrue();
        assertThat(first.nimbus.view().leads()).isFalse();
        assertThat(cluster.topology(info.id()).status()).isEqualTo(TopologyStatus.ACTIVE);
    }

    @Test
    void shouldLeaveEverythingAsItIsWhenTheStoreIsAwayForAWhile() {
        TopologyId clicks = cluster.submit(first, "clicks").id();
        Assignment before = cluster.assignment(clicks);

        cluster.facts.stop();
        cluster.settle();
        assertThat(first.nimbus.view().leads()).isFalse();
        cluster.advance(Duration.ofMinutes(5));
        cluster.facts.restart();
        cluster.advance(Duration.ofMinutes(1));

        assertThat(first.nimbus.view().leads() || second.nimbus.view().leads()).isTrue();
        assertThat(cluster.assignment(clicks)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void shouldMakeOneTopologyWhateverAnswerGetsLost(int answersBefore) {
        CompletableFuture<TopologyInfo> answer =
                first.nimbus.submit(cluster.ready(first, Topologies.submission("clicks"), "r1"));
        for (int step = 0; step < answersBefore; step++) {
            first.nimbus.doWork();
            second.nimbus.doWork();
        }
        first.client.loseNextAnswer();
        cluster.settle();
        cluster.advance(Duration.ofSeconds(1));

        TopologyInfo repeated =
                cluster.submit(first, Topologies.submission("clicks"), "r1").join();

        assertThat(cluster.observer().topologies().all()).containsOnlyKeys(repeated.id());
        cluster.advance(Duration.ofSeconds(1));
        assertThat(cluster.assignedExecutors(repeated.id())).isEqualTo(6);
        assertThat(answer.isCompletedExceptionally() || answer.join().equals(repeated))
                .isTrue();
    }

    @Test
    void shouldGetTheCodeFromAnotherWhenItHasLostItsDisk() {
        TopologyInfo info = cluster.submit(first, "clicks");
        Assignment before = cluster.assignment(info.id());
        cluster.crash(second);
        Box third = cluster.addNimbus("n3");
        cluster.crash(first);

        assertThat(third.nimbus.view().leads()).isTrue();
        assertThat(third.nimbus.shape(info)).isPresent();
        cluster.advance(Duration.ofMinutes(2));
        assertThat(cluster.assignment(info.id())).isEqualTo(before);
    }

    @Test
    void shouldLetATopologyRunOnWhenItsSubmissionIsNowhere() {
        TopologyInfo info = cluster.submit(first, "clicks");
        Assignment before = cluster.assignment(info.id());
        cluster.crash(first);
        cluster.crash(second);

        Box third = cluster.addNimbus("n3");
        cluster.advance(Duration.ofMinutes(2));

        assertThat(third.nimbus.view().leads()).isTrue();
        assertThat(cluster.assignment(info.id())).isEqualTo(before);
        cluster.settled(third.nimbus.kill("clicks", Optional.of(Duration.ZERO)));
        assertThat(cluster.observer().topologies().all()).isEmpty();
    }
}
