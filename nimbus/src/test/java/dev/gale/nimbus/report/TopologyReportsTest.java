package dev.gale.nimbus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gale.coordination.model.TopologyId;
import dev.gale.kernel.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is known of how fast components are, from what workers say now and then. */
class TopologyReportsTest {
    private static final TopologyId TOPOLOGY = new TopologyId("words-1");
    private static final Set<String> WORKERS = Set.of("a:1", "b:1");
    private static final Offset<Double> EXACT = within(1e-9);

    private final ManualClock clock = new ManualClock();
    private final TopologyReports reports = new TopologyReports(clock);

    private void pass(Duration time) {
        clock.advance(time.toNanos());
    }

    private static ExecutorStats count(int task, long executed) {
        return new ExecutorStats(
                "count", task, task, 5 * executed, 4 * executed, executed, 3 * executed, 2 * executed, 0, 0, 0, 0);
    }

    private void report(String worker, long startedAt, long uptimeMs, ExecutorStats... executors) {
        reports.put(
                TOPOLOGY, new WorkerStats(worker, uptimeMs / 1_000, uptimeMs, startedAt, List.of(executors)), WORKERS);
    }

    private Map<String, Rates> rates() {
        return reports.rates(TOPOLOGY, WORKERS);
    }

    private double executed() {
        return rates().get("count").executed();
    }

    @Test
    void shouldKnowNoRateBeforeTheSecondReport() {
        // given
        assertThat(rates()).isEmpty();

        // when
        report("a:1", 1, 100_000, count(1, 1_000_000));

        // then
        assertThat(rates()).isEmpty();
    }

    @Test
    void shouldDivideByTheWorkersTimeWhenReportsAreLate() {
        // given
        report("a:1", 1, 100_000, count(1, 1_000), count(2, 500));

        // when: it takes a second longer to get here
        pass(Duration.ofSeconds(4));
        report("a:1", 1, 103_000, count(1, 1_300), count(2, 800));

        // then
        Rates rates = rates().get("count");
        assertThat(rates.executed()).isEqualTo(200, EXACT);
        assertThat(rates.emitted()).isEqualTo(1_000, EXACT);
        assertThat(rates.transferred()).isEqualTo(800, EXACT);
        assertThat(rates.acked()).isEqualTo(600, EXACT);
        assertThat(rates.failed()).isEqualTo(400, EXACT);
    }

    @Test
    void shouldBeTheSameWheneverSomebodyLooks() {
        // given: a steady worker
        report("a:1", 1, 0, count(1, 0));

        for (int i = 1; i <= 20; i++) {
            // when
            pass(Duration.ofSeconds(3));
            report("a:1", 1, 3_000L * i, count(1, 300L * i));

            // then: right after a report, and right before the next
            assertThat(executed()).isEqualTo(100, EXACT);
            pass(Duration.ofMillis(37L * i));
            assertThat(executed()).isEqualTo(100, EXACT);
        }
    }

    @Test
    void shouldAddUpTheWorkersByComponent() {
        // given
        report("a:1", 1, 1_000, count(1, 10));
        report("b:1", 2, 50_000, count(2, 10), new ExecutorStats("words", 3, 3, 7, 0, 0, 0, 0, 0, 0, 0, 0));

        // when: each reports in its own time
        report("a:1", 1, 3_000, count(1, 30));
        report("b:1", 2, 54_000, count(2, 210), new ExecutorStats("words", 3, 3, 27, 0, 0, 0, 0, 0, 0, 0, 0));

        // then
        assertThat(executed()).isEqualTo(10 + 50, EXACT);
        assertThat(rates().get("words").emitted()).isEqualTo(5, EXACT);
    }

    @Test
    void shouldFollowWhenAWorkerGetsFasterOrStandsStill() {
        report("a:1", 1, 1_000, count(1, 10));
        report("a:1", 1, 2_000, count(1, 20));
        assertThat(executed()).isEqualTo(10, EXACT);

        report("a:1", 1, 3_000, count(1, 120));
        assertThat(executed()).isEqualTo(100, EXACT);

        report("a:1", 1, 6_000, count(1, 120));
        assertThat(executed()).isZero();
    }

    @Test
    void shouldBeginAnewWhenTheWorkerWasStartedAgain() {
        // given
        report("a:1", 1, 60_000, count(1, 6_000));
        report("a:1", 1, 63_000, count(1, 6_300));
        report("b:1", 1, 60_000, count(2, 60));
        report("b:1", 1, 63_000, count(2, 90));
        assertThat(executed()).isEqualTo(110, EXACT);

        // when
        report("a:1", 2, 2_000, count(1, 10));

        // then: neither negative nor huge
        assertThat(executed()).isEqualTo(10, EXACT);

        // when
        report("a:1", 2, 5_000, count(1, 40));

        // then
        assertThat(executed()).isEqualTo(20, EXACT);
    }

    @Test
    void shouldBeginAnewWhenANewProcessHasRunLongerAndDoneMoreThanTheOneBefore() {
        // given: it ended soon after its first report
        report("a:1", 1, 500, count(1, 10));

        // when: the next could not report at once
        pass(Duration.ofSeconds(9));
        report("a:1", 2, 7_000, count(1, 1_000_000));

        // then
        assertThat(rates()).isEmpty();
    }

    @Test
    void shouldBeginAnewWhenSumsOrTheUptimeFallThoughNothingIsSaidOfTheProcess() {
        // given
        reports.put(TOPOLOGY, new WorkerStats("a:1", 5, null, null, List.of(count(1, 100))), WORKERS);
        reports.put(TOPOLOGY, new WorkerStats("a:1", 8, null, null, List.of(count(1, 400))), WORKERS);
        assertThat(executed()).isEqualTo(100, EXACT);

        // when
        reports.put(TOPOLOGY, new WorkerStats("a:1", 9, null, null, List.of(count(1, 90))), WORKERS);

        // then
        assertThat(rates()).isEmpty();

        // when
        reports.put(TOPOLOGY, new WorkerStats("a:1", 1, null, null, List.of(count(1, 90))), WORKERS);

        // then
        assertThat(rates()).isEmpty();
    }

    @Test
    void shouldKeepItsRateWhenTheSameReportComesAgain() {
        // given
        report("a:1", 1, 1_000, count(1, 10));
        report("a:1", 1, 4_000, count(1, 40));

        // when
        report("a:1", 1, 4_000, count(1, 40));

        // then
        assertThat(executed()).isEqualTo(10, EXACT);
    }

    @Test
    void shouldCountAnExecutorFromNothingWhenItCameToAWorkerThatRuns() {
        // given
        report("a:1", 1, 1_000, count(1, 10));

        // when
        report("a:1", 1, 3_000, count(1, 30), count(2, 8));

        // then
        assertThat(executed()).isEqualTo(10 + 4, EXACT);
    }

    @Test
    void shouldForgetTheRatesOfAWorkerThatSaysNothingAnyMore() {
        // given
        report("a:1", 1, 1_000, count(1, 10));
        report("a:1", 1, 4_000, count(1, 40));
        pass(Duration.ofSeconds(5));
        report("b:1", 1, 1_000, count(2, 10));
        report("b:1", 1, 4_000, count(2, 310));
        assertThat(executed()).isEqualTo(10 + 100, EXACT);

        // when
        pass(Duration.ofSeconds(5));
        assertThat(executed()).isEqualTo(10 + 100, EXACT);
        pass(Duration.ofNanos(1));

        // then
        assertThat(executed()).isEqualTo(100, EXACT);

        // when
        pass(Duration.ofSeconds(5));

        // then: nothing is known, which isn't the same as none
        assertThat(rates()).isEmpty();
        assertThat(reports.stats(TOPOLOGY, WORKERS)).hasSize(2);
    }

    @Test
    void shouldWaitForThreeReportsOfAWorkerThatReportsSeldom() {
        // given
        report("a:1", 1, 1_000, count(1, 10));
        report("a:1", 1, 61_000, count(1, 610));

        // when
        pass(Duration.ofMinutes(3));

        // then
        assertThat(executed()).isEqualTo(10, EXACT);

        // when
        pass(Duration.ofNanos(1));

        // then
        assertThat(rates()).isEmpty();
    }

    @Test
    void shouldForgetAWorkerThatTheTopologyHasNoMore() {
        // given
        report("a:1", 1, 1_000, count(1, 10));
        report("a:1", 1, 4_000, count(1, 40));
        report("b:1", 1, 1_000, count(2, 10));
        report("b:1", 1, 4_000, count(2, 310));

        // when / then
        assertThat(reports.rates(TOPOLOGY, Set.of("b:1")).get("count").executed())
                .isEqualTo(100, EXACT);
        assertThat(reports.rates(new TopologyId("other-1"), WORKERS)).isEmpty();
    }

    @Test
    void shouldSurviveNumbersAtTheEndOfTheirRange() {
        // given
        report("a:1", 1, 0, count(1, 0));

        // when
        report("a:1", 1, Long.MAX_VALUE, new ExecutorStats("count", 1, 1, Long.MAX_VALUE, 0, 0, 0, 0, 0, 0, 0, 0));
        pass(Duration.ofDays(3));

        // then
        assertThat(rates().get("count").emitted()).isEqualTo(1_000, within(1e-6));
    }
}
