package dev.gale.supervisor.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.random.SplitMix64;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
    private final RestartDelay delay =
            new RestartDelay(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(1), new SplitMix64(1));

    @Test
    void shouldDoubleUpToTheCeilingGiveOrTakeAQuarter() {
        for (long expectedMs : new long[] {100, 200, 400, 800, 1_000, 1_000, 1_000}) {
            assertThat(Duration.ofNanos(delay.nextNs()))
                    .isBetween(Duration.ofMillis(expectedMs * 3 / 4), Duration.ofMillis(expectedMs * 5 / 4));
        }
    }

    @Test
    void shouldBeginAnewWhenTheWorkerRanForLong() {
        delay.nextNs();
        delay.nextNs();

        delay.onRan(Duration.ofSeconds(59));
        assertThat(Duration.ofNanos(delay.nextNs())).isGreaterThan(Duration.ofMillis(250));
        delay.onRan(Duration.ofSeconds(60));

        assertThat(Duration.ofNanos(delay.nextNs())).isLessThan(Duration.ofMillis(150));
    }
}
