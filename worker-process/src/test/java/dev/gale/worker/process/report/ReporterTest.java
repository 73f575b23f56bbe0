package dev.gale.worker.process.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.time.ManualClock;
import dev.gale.worker.process.report.ReportSender.Outcome;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.TopologyStats.ExecutorStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReporterTest {
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final NimbusInfo NIMBUS =
            new NimbusInfo(new NimbusId("nimbus"), "nimbus.example", 8_080, "0.1.0", Instant.EPOCH);

    private final ManualClock clock = new ManualClock(1_000);
    private final NotedReports sent = new NotedReports();
    private final Reporter reporter =
            new Reporter(new TopologyId("words-1"), "worker.example", 6_700, INTERVAL, sent, clock);
    private final long startedAtMs = clock.epochMillis();
    private boolean woken;

    private final Reporter.Source running = new Reporter.Source() {
        @Override
        public Duration uptime() {
            return Duration.ofMillis(7_250);
        }

        @Override
        public List<ExecutorStats> executorStats() {
            return List.of();
        }
    };

    ReporterTest() {
        reporter.wakeBy(() -> woken = true);
    }

    private void work() {
        int left = 1_000;
        while (reporter.doWork() > 0) {
            assertThat(left--).describedAs("it never rests").isPositive();
        }
    }

    private void pass(Duration time) {
        clock.advance(time.toNanos());
        work();
    }

    private void fail(String message) {
        reporter.onError(new ErrorReport(clock.epochMillis(), "split", 5, null, null, message, null));
        work();
    }

    private List<String> errorsSent() {
        return sent.newest("errors").stream()
                .map(error -> error.get("message").asString())
                .toList();
    }

    @Test
    void shouldSendStatisticsAtEachInterval() {
        // given
        reporter.onLeader(Optional.of(NIMBUS));
        reporter.onWorker(running);

        // when
        work();
        pass(INTERVAL.minusNanos(1));
        pass(Duration.ofNanos(1));
        pass(INTERVAL);

        // then
        assertThat(sent.paths()).hasSize(3).containsOnly("/api/v1/topology/words-1/stats");
        JsonNode stats = sent.newest("stats").get(0);
        assertThat(stats.get("worker").asString()).isEqualTo("worker.example:6700");
        assertThat(stats.get("uptimeSecs").asLong()).isEqualTo(7);
        assertThat(stats.get("uptimeMs").asLong()).isEqualTo(7_250);
        assertThat(sent.newest("stats"))
                .extracting(report -> report.get("startedAt").asLong())
                .containsOnly(startedAtMs);
        assertThat(reporter.nextDeadlineNs()).isEqualTo(clock.nanoTime() + INTERVAL.toNanos());
    }

    @Test
    void shouldKeepErrorsUntilSomebodyLeads() {
        // given
        fail("first");
        fail("second");
        assertThat(sent.paths()).isEmpty();
        assertThat(reporter.nextDeadlineNs()).isEqualTo(Agent.NEVER);
        woken = false;

        // when
        reporter.onLeader(Optional.of(NIMBUS));
        work();

        // then
        assertThat(woken).isTrue();
        assertThat(errorsSent()).containsExactly("task 5: second", "task 5: first");
    }

    @Test
    void shouldTryAnErrorAgainAfterAPauseWhenItFailed() {
        // given
        reporter.onLeader(Optional.of(NIMBUS));
        sent.answer(CompletableFuture.completedFuture(Outcome.failed("it is away")));
        fail("lost?");

        // when
        sent.answer(CompletableFuture.completedFuture(Outcome.TAKEN));
        pass(INTERVAL.minusNanos(1));
        assertThat(errorsSent()).isEmpty();
        pass(Duration.ofNanos(1));

        // then
        assertThat(errorsSent()).containsExactly("task 5: lost?");
    }

    @Test
    void shouldDropAnErrorThatIsRefused() {
        // given
        reporter.onLeader(Optional.of(NIMBUS));
        sent.answer(CompletableFuture.completedFuture(Outcome.refused("no such topology")));
        fail("unwanted");

        // when
        sent.answer(CompletableFuture.completedFuture(Outcome.TAKEN));
        fail("wanted");

        // then
        assertThat(errorsSent()).containsExactly("task 5: wanted");
    }

    @Test
    void shouldKeepABoundedNumberOfErrorsWhenNimbusIsSilent() {
        // given
        CompletableFuture<Outcome> never = new CompletableFuture<>();
        reporter.onLeader(Optional.of(NIMBUS));
        sent.answer(never);
        for (int i = 0; i < 1_000; i++) {
            fail("error " + i);
        }
        assertThat(errorsSent()).containsExactly("task 5: error 0");

        // when
        sent.answer(CompletableFuture.completedFuture(Outcome.TAKEN));
        never.complete(Outcome.TAKEN);
        work();

        // then: the first, whose answer was awaited, and those that had room with it
        assertThat(errorsSent()).hasSize(100).contains("task 5: error 0", "task 5: error 99");
    }

    @Test
    void shouldSendWhatIsLeftWhenItStops() {
        // given
        reporter.onLeader(Optional.of(NIMBUS));
        reporter.onError(new ErrorReport(clock.epochMillis(), null, -1, null, null, "it can't start", null));

        // when
        reporter.onStop();

        // then
        assertThat(errorsSent()).containsExactly("it can't start");
        assertThat(sent.newest("errors").get(0).get("component").isNull()).isTrue();
    }

    @Test
    void shouldCutWhatIsLongAndMendWhatIsNoText() {
        // given
        Throwable deep = new IllegalStateException("x".repeat(10_000));
        StackTraceElement[] trace = new StackTraceElement[500];
        Arrays.fill(trace, new StackTraceElement("acme.Split", "execute", "Split.java", 7));
        deep.setStackTrace(trace);

        // when
        reporter.onLeader(Optional.of(NIMBUS));
        reporter.onError(new ErrorReport(
                clock.epochMillis(), "split", 5, "words/default", "[\ud83d]", "y".repeat(10_000), deep));
        reporter.onError(new ErrorReport(clock.epochMillis(), "split", 5, "words/default", "[\ud83d]", "half", null));
        work();

        // then
        JsonNode error = sent.newest("errors").get(1);
        assertThat(error.get("message").asString().length()).isLessThan(2_000);
        assertThat(error.get("lines").size()).isEqualTo(50);
        assertThat(error.get("lines").get(0).asString().length()).isLessThanOrEqualTo(301);
        assertThat(errorsSent().get(0)).isEqualTo("task 5: half");
        assertThat(sent.newest("errors").get(0).get("lines").toString()).isEqualTo("[\"tuple of words/default: [?]\"]");
    }

    @Test
    void shouldSayTheSameWhenTheSameHappensWithAnotherTupleAndAnotherPause() {
        // given
        reporter.onLeader(Optional.of(NIMBUS));

        // when
        for (String tuple : List.of("[the]", "[fox]")) {
            reporter.onError(new ErrorReport(
                    clock.epochMillis(),
                    "split",
                    5,
                    "words/default",
                    tuple,
                    "threw it; it is made anew after a pause",
                    " of " + tuple.length() + " ms",
                    new IllegalStateException("no luck")));
        }
        work();

        // then
        assertThat(errorsSent()).containsOnly("task 5: threw it; it is made anew after a pause");
        assertThat(sent.newest("errors"))
                .extracting(error -> error.get("lines").get(0).asString())
                .containsExactly("tuple of words/default: [fox]", "tuple of words/default: [the]");
        assertThat(sent.newest("errors").get(0).get("lines").get(1).asString())
                .isEqualTo("java.lang.IllegalStateException: no luck");
    }

    @Test
    void shouldGoOnWhenAnExceptionCannotDescribeItself() {
        Throwable broken = new IllegalStateException() {
            @Override
            public String getMessage() {
                throw new UnsupportedOperationException();
            }
        };

        reporter.onLeader(Optional.of(NIMBUS));
        reporter.onError(new ErrorReport(clock.epochMillis(), "split", 5, null, null, "threw", broken));
        work();

        assertThat(errorsSent()).containsExactly("task 5: threw");
    }
}
