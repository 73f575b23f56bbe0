package dev.gale.nimbus.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.nimbus.control.Refused.Kind;
import dev.gale.nimbus.testing.SteppedCluster;
import dev.gale.nimbus.testing.SteppedCluster.Box;
import dev.gale.nimbus.testing.Topologies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeCycleTest {
    @TempDir
    private Path directory;

    private SteppedCluster cluster;
    private Box leader;

    @BeforeEach
    void startACluster() {
        cluster = new SteppedCluster(directory, Map.of());
        leader = cluster.addNimbus("n1");
        cluster.addSupervisor("s1", 6700, 6701);
        cluster.addSupervisor("s2", 6700, 6701);
    }

    @Test
    void shouldAssignAllExecutorsWhenATopologyIsAccepted() {
        TopologyInfo info = cluster.submit(leader, "clicks");

        assertThat(info.id().value()).isEqualTo("clicks-1-1795262400");
        assertThat(info.status()).isEqualTo(TopologyStatus.ACTIVE);
        assertThat(info.executors()).isEqualTo(Map.of("words", 2, "count", 4));
        Assignment assignment = cluster.assignment(info.id());
        assertThat(assignment.epoch()).isEqualTo(1);
        assertThat(assignment.slots()).hasSize(2);
        assertThat(assignment.hosts().values()).containsExactlyInAnyOrder("s1.example.org", "s2.example.org");
        assertThat(cluster.assignedExecutors(info.id())).isEqualTo(6);
        assertThat(assignment.codeHash()).isEqualTo(info.codeHash());
    }

    @Test
    void shouldWaitIdlyForASupervisorThatMayComeBackWhenARebalanceIsDue() {
        TopologyInfo info = cluster.submit(leader, "clicks");
        cluster.settled(
                leader.nimbus.rebalance("clicks", Optional.of(Duration.ofSeconds(1)), Optional.of(1), Map.of()));
        cluster.removeSupervisor("s1");

        // A round that is due at once again, and again, would never settle.
        cluster.advance(Duration.ofSeconds(2));
        assertThat(cluster.topology(info.id()).status()).isEqualTo(TopologyStatus.REBALANCING);

        cluster.advance(Duration.ofSeconds(4));
        assertThat(cluster.topology(info.id()).status()).isEqualTo(TopologyStatus.ACTIVE);
        assertThat(cluster.assignment(info.id()).slots()).hasSize(1);
    }

    @Test
    void shouldAssignOnceSupervisorsComeWhenThereAreNone() {
        cluster.removeSupervisor("s1");
        cluster.removeSupervisor("s2");
        TopologyInfo info = cluster.submit(leader, "clicks");
        assertThat(cluster.observer().assignments().find(info.id())).isEmpty();
        assertThat(leader.nimbus.view().outcomes().get(info.id()).reasons()).isNotEmpty();

        cluster.addSupervisor("s3", 6700);

        assertThat(cluster.assignedExecutors(info.id())).isEqualTo(6);
    }

    @Test
    void shouldBeSilencedAndWokenWhenAsked() {
        TopologyInfo info = cluster.submit(leader, "clicks");

        TopologyInfo silent = cluster.settled(leader.nimbus.set("clicks", TopologyStatus.INACTIVE));
        assertThat(silent.status()).isEqualTo(TopologyStatus.INACTIVE);
        assertThat(cluster.topology(info.id()).status()).isEqualTo(TopologyStatus.INACTIVE);
        assertThat(cluster.settled(leader.nimbus.set("clicks", TopologyStatus.INACTIVE)))
                .isEqualTo(silent);

        cluster.settled(leader.nimbus.set(info.id().value(), TopologyStatus.ACTIVE));
        assertThat(cluster.topology(info.id()).status()).isEqualTo(TopologyStatus.ACTIVE);
        assertThat(cluster.assignment(info.id()).epoch()).isEqualTo(1);
    }

    @Test
    void shouldLeaveNothingButUnusedCodeWhenTheWaitAfterAKillIsOver() {
        int before = cluster.facts.factCount();
        TopologyInfo info = cluster.submit(leader, "clicks");

        cluster.settled(leader.nimbus.kill("clicks", Optional.of(Duration.ofSeconds(10))));

        assertThat(cluster.topology(info.id()).status()).isEqualTo(TopologyStatus.KILLED);
        cluster.advance(Duration.ofSeconds(9));
        assertThat(cluster.assignedExecutors(info.id())).isEqualTo(6);
        cluster.advance(Duration.ofSeconds(1));
        assertThat(cluster.observer().topologies().find(info.id())).isEmpty();
        assertThat(cluster.observer().assignments().find(info.id())).isEmpty();
        assertThat(leader.store.has(info.codeHash())).isTrue();
        cluster.advance(Duration.ofMinutes(61));
        cluster.advance(Duration.ofMinutes(61));
        assertThat(leader.store.held()).isEmpty();
        assertThat(cluster.facts.factCount()).isEqualTo(before);
    }

    @Test
    void shouldWaitForTheMessageTimeoutWhenAKillDoesNotSay() {
        TopologyInfo info = cluster.submit(leader, "clicks");

        cluster.settled(leader.nimbus.kill("clicks", Optional.empty()));

        assertThat(cluster.topology(info.id()).pending().orElseThrow().delay()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void shouldOnlyComeSoonerWhenAKillIsRepeated() {
        TopologyInfo info = cluster.submit(leader, "clicks");
        TopologyInfo killed = cluster.settled(leader.nimbus.kill("clicks", Optional.of(Duration.ofSeconds(10))));
        cluster.advance(Duration.ofSeconds(5));

        assertThat(cluster.settled(leader.nimbus.kill("clicks", Optional.of(Duration.ofSeconds(10)))))
                .isEqualTo(killed);
        assertThatRefused(leader.nimbus.set("clicks", TopologyStatus.ACTIVE), Kind.CONFLICT, "being killed");
        cluster.settled(leader.nimbus.kill("clicks", Optional.of(Duration.ZERO)));

        assertThat(cluster.observer().topologies().find(info.id())).isEmpty();
        assertThat(cluster.submit(leader, "clicks").id()).isNotEqualTo(info.id());
    }

    @Test
    void shouldBeLaidOutAnewWhenTheWaitOfARebalanceIsOver() {
        TopologyInfo info = cluster.submit(leader, "clicks");
        TopologyInfo other = cluster.submit(leader, "other");
        Assignment otherBefore = cluster.assignment(other.id());

        cluster.settled(leader.nimbus.rebalance(
                "clicks", Optional.of(Duration.ofSeconds(5)), Optional.of(1), Map.of("count", 2)));

        assertThat(cluster.topology(info.id()).status()).isEqualTo(TopologyStatus.REBALANCING);
        assertThat(cluster.assignment(info.id()).epoch()).isEqualTo(1);
        cluster.advance(Duration.ofSeconds(5));
        TopologyInfo after = cluster.topology(info.id());
        assertThat(after.status()).isEqualTo(TopologyStatus.ACTIVE);
        assertThat(after.workers()).isEqualTo(1);
        assertThat(after.executors()).isEqualTo(Map.of("words", 2, "count", 2));
        assertThat(cluster.assignment(info.id()).epoch()).isEqualTo(2);
        assertThat(cluster.assignment(info.id()).slots()).hasSize(1);
        assertThat(cluster.assignedExecutors(info.id())).isEqualTo(4);
        assertThat(cluster.assignment(other.id())).isEqualTo(otherBefore);
    }

    @Test
    void shouldBecomeWhatWasAskedMeanwhileWhenARebalanceIsOver() {
        TopologyInfo info = cluster.submit(leader, "clicks");
        cluster.settled(leader.nimbus.rebalance(
                "clicks", Optional.of(Duration.ofSeconds(5)), Optional.empty(), Map.of("count", 2)));

        cluster.settled(leader.nimbus.set("clicks", TopologyStatus.INACTIVE));
        cluster.settled(
                leader.nimbus.rebalance("clicks", Optional.of(Duration.ofSeconds(3)), Optional.of(1), Map.of()));
        cluster.advance(Duration.ofSeconds(5));

        TopologyInfo after = cluster.topology(info.id());
        assertThat(after.status()).isEqualTo(TopologyStatus.INACTIVE);
        assertThat(after.workers()).isEqualTo(1);
        assertThat(after.executors()).containsEntry("count", 2);
    }

    @Test
    void shouldSayWhatIsPossibleWhenARebalanceIsNot() {
        cluster.submit(leader, "clicks");

        assertThatRefused(
                leader.nimbus.rebalance("clicks", Optional.empty(), Optional.of(0), Map.of("count", 5, "cuont", 1)),
                Kind.INVALID,
                "has 4 tasks, so it can have 1 to 4 executors, not 5",
                "no component cuont",
                "numWorkers must be from 1");
        assertThatRefused(leader.nimbus.kill("clicks", Optional.of(Duration.ofSeconds(-1))), Kind.INVALID, "from 0 to");
    }

    @Test
    void shouldNameTheTopologiesThatThereAreWhenOneIsUnknown() {
        cluster.submit(leader, "clicks");

        assertThatRefused(leader.nimbus.kill("cliks", Optional.empty()), Kind.NOT_FOUND, "cliks", "[clicks]");
        assertThatRefused(leader.nimbus.kill("a/b", Optional.empty()), Kind.NOT_FOUND, "slash");
    }

    @Test
    void shouldKeepTheNameForOneTopologyAtATime() {
        TopologyInfo first = cluster.submit(leader, "clicks");

        assertThatRefused(
                cluster.submit(leader, Topologies.submission("clicks"), "another request"),
                Kind.NAME_IN_USE,
                first.id().value(),
                "gale kill clicks");
        assertThatRefused(cluster.submit(leader, Topologies.submission("clicks"), null), Kind.NAME_IN_USE, "clicks");
        assertThat(cluster.submit(leader, "clicks")).isEqualTo(first);
    }

    @Test
    void shouldStayPutWhileALostSupervisorMayComeBack() {
        TopologyInfo info = cluster.submit(leader, "clicks");
        Assignment before = cluster.assignment(info.id());

        cluster.removeSupervisor("s1");
        cluster.advance(Duration.ofSeconds(4));
        cluster.addSupervisor("s1", 6700, 6701);
        cluster.advance(Duration.ofSeconds(10));

        assertThat(cluster.assignment(info.id())).isEqualTo(before);
    }

    @Test
    void shouldMoveOnlyWhatWasLostWhenASupervisorStaysAway() {
        TopologyInfo info = cluster.submit(leader, "clicks");
        Assignment before = cluster.assignment(info.id());

        cluster.removeSupervisor("s1");
        cluster.advance(Duration.ofSeconds(5));

        Assignment after = cluster.assignment(info.id());
        assertThat(after.epoch()).isEqualTo(2);
        assertThat(cluster.assignedExecutors(info.id())).isEqualTo(6);
        assertThat(after.hosts().values()).containsOnly("s2.example.org");
        before.slots().forEach((slot, executors) -> {
            if (slot.supervisorId().value().equals("s2")) {
                assertThat(after.slots().get(slot)).isEqualTo(executors);
            }
        });
    }

    @Test
    void shouldKeepTheAssignmentWhenAllSupervisorsAreAway() {
        TopologyInfo info = cluster.submit(leader, "clicks");
        Assignment before = cluster.assignment(info.id());

        cluster.removeSupervisor("s1");
        cluster.removeSupervisor("s2");
        cluster.advance(Duration.ofMinutes(1));
        assertThat(cluster.assignment(info.id())).isEqualTo(before);
        cluster.addSupervisor("s1", 6700, 6701);
        cluster.addSupervisor("s2", 6700, 6701);
        cluster.advance(Duration.ofMinutes(1));

        assertThat(cluster.assignedExecutors(info.id())).isEqualTo(6);
    }

    @Test
    void shouldGiveNoSlotToTwoTopologies() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            cluster.submit(leader, name);
        }

        assertThat(cluster.observer().assignments().all().values().stream()
                        .flatMap(assignment -> assignment.slots().keySet().stream()))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    private void assertThatRefused(CompletableFuture<TopologyInfo> answer, Kind kind, String... said) {
        cluster.settle();
        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.kind())
                                .describedAs(refused.getMessage())
                                .isEqualTo(kind))
                .message()
                .contains(said);
    }
}
