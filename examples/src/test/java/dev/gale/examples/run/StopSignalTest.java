package dev.gale.examples.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopSignalTest {
    @Test
    void shouldBeSeenOnlyWhenRequested() throws InterruptedException {
        StopSignal stop = new StopSignal();

        assertThat(stop.await(Duration.ZERO)).isFalse();
        stop.request();
        stop.request();
        assertThat(stop.await(Duration.ZERO)).isTrue();
    }
}
