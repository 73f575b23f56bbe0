package dev.gale.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration MIN = Duration.ofNanos(100);
    private static final Duration MAX = Duration.ofNanos(1_000);

    private final Backoff backoff = new Backoff(MIN, MAX);

    /** The pauses of failures that follow each other by {@code stepNs}. */
    private static List<Long> pauses(Backoff backoff, int failures, long stepNs) {
        return LongStream.range(0, failures)
                .map(i -> backoff.afterFailure(i * stepNs))
                .boxed()
                .toList();
    }

    @Test
    void shouldDoubleThePauseUpToTheLongestWhenFailuresFollowEachOther() {
        assertThat(pauses(backoff, 7, 10)).containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L, 1_000L);
    }

    @Test
    void shouldBeginWithTheShortestWhenTheFirstFailureComesLate() {
        assertThat(backoff.afterFailure(Long.MAX_VALUE)).isEqualTo(100);
    }

    @Test
    void shouldBeginAgainWhenAllWentWellForTwiceTheLongestPause() {
        // given
        pauses(backoff, 5, 0);

        // then: not before
        assertThat(backoff.afterFailure(2_000)).isEqualTo(1_000);
        assertThat(backoff.afterFailure(4_001)).isEqualTo(100);
        assertThat(backoff.afterFailure(4_002)).isEqualTo(200);
    }

    @Test
    void shouldCountTheGoodTimeFromTheLastFailureWhenThereWereSeveral() {
        // given
        backoff.afterFailure(0);
        backoff.afterFailure(1_900);

        // then
        assertThat(backoff.afterFailure(3_800)).isEqualTo(400);
    }

    @Test
    void shouldNeverPauseWhenBothPausesAreZero() {
        assertThat(pauses(new Backoff(Duration.ZERO, Duration.ZERO), 5, 0)).containsOnly(0L);
    }

    @Test
    void shouldPauseLongerAllTheSameWhenOnlyTheShortestIsZero() {
        // when
        List<Long> pauses = pauses(new Backoff(Duration.ZERO, MAX), 20, 0);

        // then
        assertThat(pauses.get(0)).isZero();
        assertThat(pauses.get(19)).isEqualTo(1_000);
    }

    @Test
    void shouldStayTheSameWhenBothPausesAreEqual() {
        assertThat(pauses(new Backoff(MAX, MAX), 3, 0)).containsOnly(1_000L);
    }
}
