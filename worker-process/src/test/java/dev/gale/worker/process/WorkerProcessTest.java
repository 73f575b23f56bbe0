package dev.gale.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.spout.TupleFailure;
import dev.gale.worker.process.WorkerEnd.Exit;
import dev.gale.worker.transport.LinkState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkerProcessTest {
    private static final String[] FIRST_HALF = {"1-1", "3-3", "5-5"};
    private static final String[] SECOND_HALF = {"2-2", "4-4", "6-6"};
    private static final String[] ALL = {"1-1", "2-2", "3-3", "4-4", "5-5", "6-6"};

    private final TestCluster cluster = new TestCluster();
    private final Books books = cluster.books;

    @AfterEach
    void close() {
        cluster.close();
        assertThat(cluster.defects()).isEmpty();
    }

    private void awaitAllAcked() {
        Await.until(books::isAllAcked, books::toString);
    }

    private int wordsFed() {
        return WordCount.WORDS_OF_MESSAGE * books.fed();
    }

    @Test
    void shouldProcessEverythingOnceWhenTwoWorkersShareATopology() {
        // given
        Slot first = cluster.newSlot();
        Slot second = cluster.newSlot();
        cluster.assign(Map.of(
                first, TestCluster.executors(FIRST_HALF),
                second, TestCluster.executors(SECOND_HALF)));
        books.feed(2_000);

        // when
        WorkerProcess one = cluster.start(first);
        WorkerProcess other = cluster.start(second);
        awaitAllAcked();

        // then
        assertThat(books.failures).isEmpty();
        assertThat(books.emits).hasValue(2_000);
        assertThat(books.counted()).isEqualTo(wordsFed());
        assertThat(one.state()).isEqualTo(WorkerState.RUNNING);
        assertThat(one.peers()).containsExactly(Map.entry(1, LinkState.CONNECTED));
        assertThat(other.peers()).containsExactly(Map.entry(0, LinkState.CONNECTED));
        assertThat(one.stats())
                .hasValueSatisfying(stats -> assertThat(stats.components()).isNotEmpty());
        assertThat(one.layout()).isPresent();
        assertThat(one.errors(null)).isEmpty();
    }

    @Test
    void shouldReplayOnlyWhatWasInFlightWhenAWorkerDiesAndAnotherTakesItsPlace() {
        // given: as much in flight as may be
        Slot first = cluster.newSlot();
        Slot second = cluster.newSlot();
        cluster.assign(Map.of(
                first, TestCluster.executors(FIRST_HALF),
                second, TestCluster.executors(SECOND_HALF)));
        WorkerProcess survivor = cluster.start(first);
        WorkerProcess victim = cluster.start(second);
        books.feed(500);
        awaitAllAcked();
        books.hold = true;
        books.feed(1_000);
        int inFlight = Books.SPOUT_TASKS * WordCount.MOST_PENDING;
        Await.until(() -> books.held.get() == WordCount.WORDS_OF_MESSAGE * inFlight, books::toString);
        books.hold = false;

        // when
        victim.close();
        Slot third = cluster.newSlot();
        cluster.assign(Map.of(
                first, TestCluster.executors(FIRST_HALF),
                third, TestCluster.executors(SECOND_HALF)));
        cluster.start(third);
        awaitAllAcked();

        // then
        assertThat(books.failures).hasSize(WordCount.MOST_PENDING).containsOnly(TupleFailure.Reason.WORKER_LOST);
        assertThat(books.emits).hasValue(books.fed() + inFlight);
        assertThat(books.acks).hasValue(books.fed());
        assertThat(books.counted()).isGreaterThanOrEqualTo(wordsFed());
        assertThat(books.opened).containsOnlyOnce("sentences 3", "count 1");
        assertThat(survivor.state()).isEqualTo(WorkerState.RUNNING);
        assertThat(survivor.epoch()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWhenExecutorsMoveBetweenOthers() {
        // given
        Slot first = cluster.newSlot();
        Slot second = cluster.newSlot();
        Slot third = cluster.newSlot();
        cluster.assign(Map.of(
                first, TestCluster.executors("3-3", "4-4"),
                second, TestCluster.executors("1-1", "5-5"),
                third, TestCluster.executors("2-2", "6-6")));
        WorkerProcess stays = cluster.start(first);
        WorkerProcess one = cluster.start(second);
        WorkerProcess other = cluster.start(third);
        books.feed(1_000);
        awaitAllAcked();

        // when
        Slot fourth = cluster.newSlot();
        Slot fifth = cluster.newSlot();
        cluster.assign(Map.of(
                first, TestCluster.executors("3-3", "4-4"),
                fourth, TestCluster.executors("1-1", "2-2", "5-5"),
                fifth, TestCluster.executors("6-6")));
        assertThat(TestCluster.awaitEnd(one).exit()).isEqualTo(Exit.LEASE_LOST);
        assertThat(TestCluster.awaitEnd(other).exit()).isEqualTo(Exit.LEASE_LOST);
        cluster.start(fourth);
        cluster.start(fifth);
        books.feed(1_000);
        awaitAllAcked();

        // then
        assertThat(stays.state()).isEqualTo(WorkerState.RUNNING);
        assertThat(books.opened).containsOnlyOnce("sentences 3", "sentences 4");
        assertThat(stays.peers().keySet()).containsExactly(0, 5);
    }

    @Test
    void shouldEndToBeStartedAnewWhenItGetsOtherExecutors() {
        // given
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors(ALL)));
        WorkerProcess process = cluster.start(slot);
        books.feed(10);
        awaitAllAcked();

        // when
        cluster.assign(
                Map.of(slot, TestCluster.executors(FIRST_HALF), cluster.newSlot(), TestCluster.executors(SECOND_HALF)));

        // then
        assertThat(TestCluster.awaitEnd(process).exit()).isEqualTo(Exit.REASSIGNED);
        assertThat(books.closed).contains("sentences 3", "sentences 4", "count 1", "count 2");
    }

    @Test
    void shouldEndWhenItsSessionIsLost() {
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors(ALL)));
        WorkerProcess process = cluster.start(slot);
        TestCluster.awaitState(process, WorkerState.RUNNING);

        cluster.clientOf(process).expireSession();

        WorkerEnd end = TestCluster.awaitEnd(process);
        assertThat(end.exit()).isEqualTo(Exit.LEASE_LOST);
        assertThat(end.why()).contains("SESSION_LOST");
    }

    @Test
    void shouldEndWhenTheTopologyIsRemoved() {
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors(ALL)));
        WorkerProcess process = cluster.start(slot);
        TestCluster.awaitState(process, WorkerState.RUNNING);

        cluster.removeTopology();

        assertThat(TestCluster.awaitEnd(process).exit()).isEqualTo(Exit.LEASE_LOST);
    }

    @Test
    void shouldEndWhenAProcessThatStartedLaterTakesItsSlot() {
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors(ALL)));
        WorkerProcess earlier = cluster.start(slot);
        TestCluster.awaitState(earlier, WorkerState.RUNNING);

        cluster.start(slot);

        WorkerEnd end = TestCluster.awaitEnd(earlier);
        assertThat(end.exit()).isEqualTo(Exit.LEASE_LOST);
        assertThat(end.why()).contains("TAKEN_OVER");
    }

    @Test
    void shouldGoOnWhenTheClusterCannotBeReached() {
        // given
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors(ALL)));
        WorkerProcess process = cluster.start(slot);
        TestCluster.awaitState(process, WorkerState.RUNNING);

        // when
        cluster.facts.stop();
        books.feed(1_000);

        // then
        awaitAllAcked();
        assertThat(process.state()).isEqualTo(WorkerState.RUNNING);
    }

    @Test
    void shouldEmitOnlyWhileTheTopologyIsActive() {
        // given
        cluster.setStatus(TopologyStatus.INACTIVE);
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors(ALL)));
        books.feed(100);
        WorkerProcess process = cluster.start(slot);
        TestCluster.awaitState(process, WorkerState.RUNNING);
        assertThat(books.emits).hasValue(0);

        // when
        cluster.setStatus(TopologyStatus.ACTIVE);

        // then
        awaitAllAcked();
    }

    @Test
    void shouldCloseSpoutsAndCleanUpBoltsWhenToldToStop() {
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors(ALL)));
        WorkerProcess process = cluster.start(slot);
        books.feed(10);
        awaitAllAcked();

        process.requestStop();

        assertThat(TestCluster.awaitEnd(process).exit()).isEqualTo(Exit.STOPPED);
        assertThat(books.closed).containsExactlyInAnyOrder("sentences 3", "sentences 4", "count 1", "count 2");
    }

    @Test
    void shouldStartWithoutItsPeersWhenTheyDoNotComeInTime() {
        // given
        cluster.conf.put("worker.peers.wait.secs", 0);
        Slot slot = cluster.newSlot();
        cluster.assign(
                Map.of(slot, TestCluster.executors(FIRST_HALF), cluster.newSlot(), TestCluster.executors(SECOND_HALF)));

        // when
        WorkerProcess process = cluster.start(slot);

        // then
        TestCluster.awaitState(process, WorkerState.RUNNING);
        Await.until(() -> books.opened.contains("sentences 3"), books::toString);
    }

    @Test
    void shouldWaitForItsPeersBeforeItCallsUserCode() {
        // given
        Slot first = cluster.newSlot();
        Slot second = cluster.newSlot();
        cluster.assign(Map.of(
                first, TestCluster.executors(FIRST_HALF),
                second, TestCluster.executors(SECOND_HALF)));

        // when
        WorkerProcess process = cluster.start(first);
        TestCluster.awaitState(process, WorkerState.JOINING);
        assertThat(books.opened).isEmpty();
        cluster.start(second);

        // then
        TestCluster.awaitState(process, WorkerState.RUNNING);
    }

    @Test
    void shouldTellNimbusWhatItsExecutorsHaveDone() {
        // given
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors(ALL)));
        cluster.start(slot);
        books.feed(100);
        awaitAllAcked();

        // then
        String worker = "127.0.0.1:" + slot.port();
        Await.until(
                () -> cluster.reports.newest("stats").stream()
                        .anyMatch(stats -> worker.equals(stats.get("worker").asString())
                                && sum(stats, "sentences", "acked") == 100
                                && sum(stats, "split", "executed") == 100
                                && sum(stats, "split", "emitted") == 400
                                && sum(stats, "count", "acked") == 400),
                cluster.reports::toString);
        assertThat(cluster.reports.newest("stats").get(0).get("executors"))
                .extracting(executor ->
                        executor.get("component").asString() + executor.get("firstTask") + executor.get("lastTask"))
                .containsExactly("count11", "count22", "sentences33", "sentences44", "split55", "split66");
    }

    private static long sum(JsonNode stats, String component, String field) {
        return stats.get("executors")
                .valueStream()
                .filter(executor -> component.equals(executor.get("component").asString()))
                .mapToLong(executor -> executor.get(field).asLong())
                .sum();
    }

    @Test
    void shouldTellNimbusOfErrorsOfUserCode() {
        // given
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors(ALL)));
        cluster.start(slot);

        // when
        books.poison();

        // then
        Await.until(() -> !cluster.reports.newest("errors").isEmpty(), cluster.reports::toString);
        JsonNode error = cluster.reports.newest("errors").get(0);
        assertThat(error.get("host").asString()).isEqualTo("127.0.0.1");
        assertThat(error.get("port").asInt()).isEqualTo(slot.port());
        assertThat(error.get("component").asString()).isEqualTo("split");
        assertThat(error.get("message").asString()).contains("no sentence for that");
        assertThat(error.get("lines").get(0).asString()).startsWith("tuple of ").endsWith("[-1]");
        assertThat(error.get("lines").get(1).asString()).contains("IllegalStateException");
        assertThat(error.get("lines").get(2).asString()).contains("WordCount$Split.execute");
    }

    @Test
    void shouldTellNimbusWhyItCannotStart() {
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors("1-3", "4-9")));

        TestCluster.awaitEnd(cluster.start(slot));

        assertThat(cluster.reports.newest("errors"))
                .singleElement()
                .satisfies(error -> assertThat(error.get("message").asString()).contains("can't start"));
    }

    @Test
    void shouldSayWhyWhenItsPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Slot slot = new Slot(TestCluster.HERE, other.getLocalPort());
            cluster.assign(Map.of(slot, TestCluster.executors(ALL)));

            WorkerEnd end = TestCluster.awaitEnd(cluster.start(slot));

            assertThat(end.exit()).isEqualTo(Exit.CANNOT_START);
            assertThat(end.why()).contains("can't listen on 127.0.0.1:" + other.getLocalPort());
        }
    }

    @Test
    void shouldSayWhyWhenTheAssignmentIsOfAnotherSubmission() {
        Slot slot = cluster.newSlot();
        cluster.assign(Map.of(slot, TestCluster.executors("1-3", "4-9")));

        WorkerEnd end = TestCluster.awaitEnd(cluster.start(slot));

        assertThat(end.exit()).isEqualTo(Exit.CANNOT_START);
        assertThat(end.why()).contains("executor 1-3", "component count has the tasks 1-2");
    }

    @Test
    void shouldNameEveryWrongSettingOfItsConnections() {
        cluster.conf.put("worker.transport.window", "wide");
        cluster.conf.put("storm.messaging.netty.min_wait_ms", -1);
        Slot slot = new Slot(TestCluster.HERE, 6_700);

        assertThatThrownBy(() -> cluster.start(slot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("worker.transport.window", "storm.messaging.netty.min_wait_ms");
    }
}
