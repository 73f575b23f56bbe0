package dev.gale.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.random.SplitMix64;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    /** Two significant digits. */
    private static final Percentage PRECISION = Percentage.withPercentage(1);

    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void shouldBeAllZeroWhenNothingWasRecorded() {
        assertThat(recorder.snapshot()).isEqualTo(new Latency(0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldSayNothingOfARunWhenItIsNotSettled() {
        // given
        recorder.record(500, 3);

        // then
        assertThat(recorder.snapshot().count()).isZero();

        // when
        recorder.settle();

        // then
        assertThat(recorder.snapshot().count()).isEqualTo(3);
    }

    @Test
    void shouldCountEveryEventWhenNeighboursAreEqual() {
        // when
        recorder.record(500, 3);
        recorder.record(500, 1);
        recorder.record(700, 2);
        recorder.record(500, 4);
        recorder.settle();

        // then
        Histogram histogram = recorder.histogram();
        assertThat(histogram.getTotalCount()).isEqualTo(10);
        assertThat(histogram.getCountAtValue(500)).isEqualTo(8);
        assertThat(histogram.getCountAtValue(700)).isEqualTo(2);
    }

    @Test
    void shouldCountOnceWhenSettledTwice() {
        // given
        recorder.record(500, 3);

        // when
        recorder.settle();
        recorder.settle();

        // then
        assertThat(recorder.snapshot().count()).isEqualTo(3);
    }

    @Test
    void shouldGoOnWithARunWhenItWasSettledInBetween() {
        // when
        recorder.record(500, 3);
        recorder.settle();
        recorder.record(500, 2);
        recorder.settle();

        // then
        assertThat(recorder.snapshot().count()).isEqualTo(5);
    }

    @Test
    void shouldCountAsZeroWhenADurationIsZeroOrNegative() {
        // when
        recorder.record(0, 2);
        recorder.record(-1_000, 3);
        recorder.settle();

        // then
        Latency latency = recorder.snapshot();
        assertThat(latency.count()).isEqualTo(5);
        assertThat(latency.maxNs()).isZero();
    }

    @Test
    void shouldKeepCountsExactWhenRunsAreAny() {
        // given
        SplitMix64 random = new SplitMix64(8);
        long expected = 0;

        // when
        for (int i = 0; i < 50_000; i++) {
            long count = random.nextInt(5);
            // Few values, so that runs are common; some huge ones.
            long nanos = random.nextInt(100) == 0 ? random.nextLong() >>> 20 : random.nextInt(3);
            recorder.record(nanos, count);
            expected += count;
            if (random.nextInt(50) == 0) {
                recorder.settle();
            }
            if (random.nextInt(500) == 0) {
                recorder.snapshot();
            }
        }
        recorder.settle();

        // then
        assertThat(recorder.snapshot().count()).isEqualTo(expected);
    }

    @Test
    void shouldSayTheDistributionWhenDurationsDiffer() {
        // given: 1 ms to 1000 ms
        for (long ms = 1; ms <= 1_000; ms++) {
            recorder.record(ms * 1_000_000, 1);
        }
        recorder.settle();

        // when
        Latency latency = recorder.snapshot();

        // then
        assertThat(latency.count()).isEqualTo(1_000);
        assertThat(latency.meanNs()).isCloseTo(500.5e6, PRECISION);
        assertThat(latency.p50Ns()).isCloseTo(500_000_000L, PRECISION);
        assertThat(latency.p99Ns()).isCloseTo(990_000_000L, PRECISION);
        assertThat(latency.p999Ns()).isCloseTo(999_000_000L, PRECISION);
        assertThat(latency.maxNs()).isCloseTo(1_000_000_000L, PRECISION);
    }

    @Test
    void shouldIncludeEverythingSoFarWhenAskedAgain() {
        // given
        recorder.record(100, 1);
        recorder.settle();
        recorder.snapshot();

        // when
        recorder.record(200, 1);
        recorder.settle();

        // then
        assertThat(recorder.snapshot().count()).isEqualTo(2);
        assertThat(recorder.snapshot().count()).isEqualTo(2);
        assertThat(recorder.histogram().getTotalCount()).isEqualTo(2);
    }

    @Test
    void shouldGiveACopyWhenAskedForTheHistogram() {
        // given
        recorder.record(100, 1);
        recorder.settle();

        // when
        recorder.histogram().recordValue(5);

        // then
        assertThat(recorder.snapshot().count()).isEqualTo(1);
    }
}
