package dev.gale.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdlePollTest {
    private static final long SHORTEST_NS = 20_000;

    private final IdlePoll poll = new IdlePoll();

    @Test
    void shouldBeShortWhenNothingIsKnown() {
        assertThat(poll.pauseNs()).isEqualTo(SHORTEST_NS);
    }

    @Test
    void shouldSettleWhereThreeTuplesAreFoundWhenTheyComeAtAnEvenPace() {
        // given: one every 100 µs
        long gapNs = 100_000;
        long nowNs = 0;
        long seen = 0;

        // when
        for (int i = 0; i < 100; i++) {
            nowNs += poll.pauseNs();
            int found = (int) (nowNs / gapNs - seen);
            seen += found;
            if (found > 0) {
                poll.found(found, nowNs);
            } else {
                poll.foundNothing(nowNs);
            }
        }

        // then
        assertThat(poll.pauseNs()).isBetween(2 * gapNs, 5 * gapNs);
    }

    @Test
    void shouldBeShortAtOnceWhenMuchIsFoundAfterALongSilence() {
        // given
        silence(Duration.ofSeconds(2));

        // when
        poll.found(500, Duration.ofSeconds(2).toNanos());

        // then: 500 in 10 ms are three in 60 µs
        assertThat(poll.pauseNs()).isEqualTo(60_000);
    }

    @Test
    void shouldGrowWithTheSilenceUpToItsLimit() {
        silence(Duration.ofMillis(5));
        assertThat(poll.pauseNs()).isLessThanOrEqualTo(1_000_000);

        silence(Duration.ofMillis(64));
        assertThat(poll.pauseNs()).isBetween(2_000_000L, 4_000_000L);

        silence(Duration.ofSeconds(10));
        assertThat(poll.pauseNs()).isEqualTo(10_000_000);
    }

    @Test
    void shouldBeginAnewWhenItIsReset() {
        // given
        silence(Duration.ofSeconds(1));

        // when
        poll.reset(Duration.ofSeconds(1).toNanos());

        // then
        assertThat(poll.pauseNs()).isEqualTo(SHORTEST_NS);
    }

    /** Looks in vain until so much time has passed since the beginning. */
    private void silence(Duration until) {
        for (long nowNs = 0; nowNs < until.toNanos(); nowNs += poll.pauseNs()) {
            poll.foundNothing(nowNs);
        }
    }
}
