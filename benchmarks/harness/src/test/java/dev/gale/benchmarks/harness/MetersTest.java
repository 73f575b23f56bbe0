package dev.gale.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gale.benchmarks.harness.LatencyMeter.Latency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetersTest {
    @Test
    void shouldMeasureTimeAndBytesOfAWindow() {
        Meter meter = Meter.start();
        byte[][] kept = new byte[10][];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[1_000_000];
        }
        Measurement.pause(Duration.ofMillis(20));
        Meter.Window window = meter.stop();

        assertThat(kept).hasDimensions(10, 1_000_000);
        assertThat(window.seconds()).isGreaterThanOrEqualTo(0.02);
        assertThat(window.allocatedBytes()).isGreaterThanOrEqualTo(10_000_000);
        assertThat(window.cpuSeconds()).isNotNegative();
        assertThat(window.threads()).isPositive();
    }

    @Test
    void shouldGivePercentilesFromTheDueTimeSinceTheReset() {
        LatencyMeter meter = new LatencyMeter();
        meter.record(0, 77_000_000);
        meter.reset();
        for (int i = 1; i <= 1000; i++) {
            meter.record(-500, -500 + i * 1000L);
        }

        Latency latency = meter.snapshot();

        assertThat(latency.count()).isEqualTo(1000);
        assertThat(latency.p50Us()).isCloseTo(500, within(1.0));
        assertThat(latency.p90Us()).isCloseTo(900, within(1.0));
        assertThat(latency.p99Us()).isCloseTo(990, within(1.0));
        assertThat(latency.p999Us()).isCloseTo(999, within(1.0));
        assertThat(latency.maxUs()).isCloseTo(1000, within(1.0));
    }

    @Test
    void shouldTakeLatenciesOutOfRangeAsTheNearestItKnows() {
        LatencyMeter meter = new LatencyMeter();
        meter.record(10, 5);
        meter.record(0, Duration.ofHours(2).toNanos());

        Latency latency = meter.snapshot();

        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.p50Us()).isZero();
        assertThat(latency.maxUs()).isCloseTo(6e8, within(1e6));
    }

    @Test
    void shouldAddUpTheCountsOfAllTasks() {
        Tallies tallies = new Tallies();
        Tally one = tallies.newTally();
        Tally other = tallies.newTally();
        one.increment();
        other.add(5);

        assertThat(one.get()).isEqualTo(1);
        assertThat(tallies.sum()).isEqualTo(6);

        tallies.clear();
        assertThat(tallies.sum()).isZero();
    }

    @Test
    void shouldWaitForTheFirstTupleButNotForever() {
        AtomicInteger looks = new AtomicInteger();

        FirstTuple.await(() -> looks.incrementAndGet() == 3 ? 1 : 0);

        assertThat(looks).hasValue(3);
        assertThatThrownBy(() -> FirstTuple.await(() -> 0, Duration.ofMillis(10)))
                .isInstanceOf(InvalidRun.class)
                .hasMessageContaining("no tuple came through");
    }
}
