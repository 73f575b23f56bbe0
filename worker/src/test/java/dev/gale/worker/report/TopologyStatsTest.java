package dev.gale.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gale.generated.GlobalStreamId;
import dev.gale.spout.TupleFailure.Reason;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import dev.gale.worker.report.TopologyStats.InStats;
import dev.gale.worker.report.TopologyStats.OutStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class TopologyStatsTest {
    private static final GlobalStreamId WORDS = new GlobalStreamId("words", "default");
    private static final GlobalStreamId TICK = new GlobalStreamId("__system", "__tick");
    private static final Duration UPTIME = Duration.ofSeconds(10);
    private static final long NOW_NS = Duration.ofSeconds(100).toNanos();

    private final TaskCounters one = new TaskCounters(4);
    private final TaskCounters two = new TaskCounters(5);

    private static ExecutorGauges gauges(int depth, int capacity, int pending) {
        return new ExecutorGauges(() -> depth, () -> capacity, () -> pending);
    }

    private ComponentStats stats(boolean spout, ExecutorGauges... executors) {
        return TopologyStats.component(
                spout ? "words" : "split", spout, List.of(one, two), List.of(executors), 3, UPTIME, NOW_NS);
    }

    private static void in(TaskCounters task, GlobalStreamId stream, long executed, long acked, long failed) {
        StreamIn counters = task.in(stream);
        counters.executed.add(executed);
        counters.acked.add(acked);
        counters.failed.add(failed);
    }

    private static void out(TaskCounters task, String stream, long emitted, long transferred, long acked, long failed) {
        StreamOut counters = task.out(stream);
        counters.emitted.add(emitted);
        counters.transferred.add(transferred);
        counters.acked.add(acked);
        counters.failed.add(failed);
    }

    @Test
    void shouldAddUpTasksAndStreamsWhenItIsABolt() {
        // given
        in(one, WORDS, 10, 8, 1);
        in(one, TICK, 2, 2, 0);
        in(two, WORDS, 100, 80, 10);
        out(one, "default", 20, 40, 0, 0);
        out(one, "errors", 1, 1, 0, 0);
        out(two, "default", 200, 400, 0, 0);

        // when
        ComponentStats stats = stats(false, gauges(1, 8, 0), gauges(2, 8, 0));

        // then
        assertThat(stats.component()).isEqualTo("split");
        assertThat(stats.spout()).isFalse();
        assertThat(stats.executors()).isEqualTo(2);
        assertThat(stats.executed()).isEqualTo(112);
        assertThat(stats.acked()).isEqualTo(90);
        assertThat(stats.failed()).isEqualTo(11);
        assertThat(stats.emitted()).isEqualTo(221);
        assertThat(stats.transferred()).isEqualTo(441);
        assertThat(stats.in()).isEqualTo(Map.of(WORDS, new InStats(110, 88, 11), TICK, new InStats(2, 2, 0)));
        assertThat(stats.out())
                .isEqualTo(Map.of("default", new OutStats(220, 440, 0, 0), "errors", new OutStats(1, 1, 0, 0)));
        assertThat(stats.queueDepth()).isEqualTo(3);
        assertThat(stats.queueCapacity()).isEqualTo(16);
        assertThat(stats.errors()).isEqualTo(3);
    }

    @Test
    void shouldTellTasksApartWhenThereAreSeveral() {
        // given
        in(one, WORDS, 10, 8, 1);
        in(two, WORDS, 100, 80, 10);
        out(two, "default", 200, 400, 0, 0);

        // when
        ComponentStats stats = stats(false, gauges(0, 8, 0));

        // then
        assertThat(stats.tasks())
                .containsExactly(
                        new TopologyStats.TaskStats(4, 10, 0, 0, 8, 1, Map.of(WORDS, new InStats(10, 8, 1)), Map.of()),
                        new TopologyStats.TaskStats(
                                5,
                                100,
                                200,
                                400,
                                80,
                                10,
                                Map.of(WORDS, new InStats(100, 80, 10)),
                                Map.of("default", new OutStats(200, 400, 0, 0))));
    }

    @Test
    void shouldCountTreesWhenItIsASpout() {
        // given
        out(one, "default", 20, 40, 15, 2);
        out(two, "default", 10, 20, 7, 1);
        out(two, "errors", 5, 5, 3, 0);

        // when
        ComponentStats stats = stats(true, gauges(0, 0, 4), gauges(0, 0, 6));

        // then
        assertThat(stats.acked()).isEqualTo(25);
        assertThat(stats.failed()).isEqualTo(3);
        assertThat(stats.executed()).isZero();
        assertThat(stats.pending()).isEqualTo(10);
    }

    @Test
    void shouldListReasonsThatOccurredWhenTuplesFail() {
        // given
        one.failures(Reason.TIMEOUT).add(2);
        two.failures(Reason.TIMEOUT).add(3);
        two.failures(Reason.EXPLICIT).increment();

        // then
        assertThat(stats(true, gauges(0, 0, 0)).failures())
                .containsExactlyInAnyOrderEntriesOf(Map.of(Reason.TIMEOUT, 5L, Reason.EXPLICIT, 1L));
    }

    @Test
    void shouldAddUpRestartsAndMisusesWhenTasksHaveSome() {
        // given
        one.restarts.increment();
        two.restarts.add(2);
        one.misuses.add(5);
        two.misuses.increment();

        // when
        ComponentStats stats = stats(false, gauges(0, 8, 0));

        // then
        assertThat(stats.restarts()).isEqualTo(3);
        assertThat(stats.misuses()).isEqualTo(6);
    }

    @Test
    void shouldMergeLatenciesWhenExecutorsDiffer() {
        // given
        ExecutorGauges first = gauges(0, 8, 0);
        ExecutorGauges second = gauges(0, 8, 0);
        first.execute.record(1_000, 3);
        first.execute.settle();
        second.execute.record(9_000, 1);
        second.execute.settle();
        second.queueWait.record(500, 2);
        second.queueWait.settle();
        first.complete.record(700, 4);
        first.complete.settle();

        // when
        ComponentStats stats = stats(false, first, second);

        // then
        assertThat(stats.execute().count()).isEqualTo(4);
        assertThat(stats.execute().meanNs()).isCloseTo(3_000, within(50.0));
        assertThat(stats.execute().maxNs()).isBetween(8_900L, 9_100L);
        assertThat(stats.queueWait().count()).isEqualTo(2);
        assertThat(stats.complete().count()).isEqualTo(4);
    }

    @Test
    void shouldSayWhichShareOfTheTimeWasBusyOrBlockedWhenAsked() {
        // given: two executors of ten seconds each; one blocked from 92 to 95 s and again since 99 s
        ExecutorGauges first = gauges(0, 8, 0);
        ExecutorGauges second = gauges(0, 8, 0);
        first.busyNs.add(Duration.ofSeconds(5).toNanos());
        second.busyNs.add(Duration.ofSeconds(1).toNanos());
        second.onBlocked(Duration.ofSeconds(92).toNanos());
        second.onUnblocked(Duration.ofSeconds(95).toNanos());
        second.onBlocked(Duration.ofSeconds(99).toNanos());

        // when
        ComponentStats stats = stats(false, first, second);

        // then
        assertThat(stats.busyShare()).isCloseTo(0.3, within(1e-9));
        assertThat(stats.blockedShare()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void shouldCountFromTheFirstMomentWhenBlockedAgainWhileBlocked() {
        // given
        ExecutorGauges gauges = gauges(0, 8, 0);

        // when
        gauges.onUnblocked(NOW_NS);
        gauges.onBlocked(NOW_NS - 500);
        gauges.onBlocked(NOW_NS - 100);

        // then
        assertThat(gauges.isBlocked()).isTrue();
        assertThat(gauges.blockedNs(NOW_NS)).isEqualTo(500);
        // A reader's clock may be a little behind the executor's.
        assertThat(gauges.blockedNs(NOW_NS - 600)).isZero();

        // when
        gauges.onUnblocked(NOW_NS);
        gauges.onUnblocked(NOW_NS + 100);

        // then
        assertThat(gauges.isBlocked()).isFalse();
        assertThat(gauges.blockedNs(NOW_NS + 1_000)).isEqualTo(500);
    }

    @Test
    void shouldNeverExceedTheWholeWhenSharesAreMeasuredLate() {
        // given
        ExecutorGauges gauges = gauges(0, 8, 0);
        gauges.busyNs.add(Duration.ofSeconds(11).toNanos());

        // then
        assertThat(stats(false, gauges).busyShare()).isEqualTo(1);
    }

    @Test
    void shouldBeZeroWhenATopologyHasJustBegun() {
        // when
        ComponentStats stats = TopologyStats.component("split", false, List.of(), List.of(), 0, Duration.ZERO, 0);

        // then
        assertThat(stats.busyShare()).isZero();
        assertThat(stats.blockedShare()).isZero();
        assertThat(stats.execute()).isEqualTo(Latency.NONE);
        assertThat(stats.tasks()).isEmpty();
    }

    @Test
    void shouldSortStreamsByNameWhenListed() {
        // given
        out(one, "b", 1, 1, 0, 0);
        out(one, "a", 1, 1, 0, 0);
        in(one, WORDS, 1, 1, 0);
        in(one, new GlobalStreamId("words", "a"), 1, 1, 0);
        in(one, TICK, 1, 1, 0);

        // when
        ComponentStats stats = stats(false, gauges(0, 8, 0));

        // then
        assertThat(stats.out().keySet()).containsExactly("a", "b");
        assertThat(stats.in().keySet()).containsExactly(TICK, new GlobalStreamId("words", "a"), WORDS);
    }

    @Test
    void shouldAddUpSpoutsOnlyWhenAskedForTrees() {
        // given
        out(one, "default", 20, 40, 15, 2);
        ComponentStats spout = stats(true, gauges(0, 0, 4));
        in(one, WORDS, 10, 8, 1);
        ComponentStats bolt = stats(false, gauges(0, 8, 0));
        TopologyStats topology = new TopologyStats("words-topology", UPTIME, List.of(bolt, spout, spout));

        // then
        assertThat(topology.acked()).isEqualTo(30);
        assertThat(topology.failed()).isEqualTo(4);
        assertThat(topology.pending()).isEqualTo(8);
        assertThat(topology.component("split")).isSameAs(bolt);
    }

    @Test
    void shouldNameTheComponentsThereAreWhenOneIsUnknown() {
        // given
        TopologyStats topology = new TopologyStats("words-topology", UPTIME, List.of(stats(false), stats(true)));

        // when / then
        assertThatThrownBy(() -> topology.component("splt"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("topology words-topology has no component splt; it has [split, words]");
    }

    @Test
    void shouldGiveTheSameCountersWhenAskedForAStreamAgain() {
        assertThat(one.out("a")).isSameAs(one.out("a")).isNotSameAs(one.out("b"));
        assertThat(one.in(WORDS)).isSameAs(one.in(new GlobalStreamId("words", "default")));
    }
}
