package dev.gale.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.policy.IWaitStrategy.WaitSituation;
import dev.gale.utils.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitStrategiesTest {
    private final RecordingSource clock = new RecordingSource();

    @BeforeEach
    void followTheRecordingClock() {
        Time.setThreadSource(clock);
    }

    @AfterEach
    void followTheSystemClock() {
        Time.setThreadSource(null);
    }

    @Test
    void shouldParkForTheConfiguredTimeOfTheSituation() throws InterruptedException {
        // given
        WaitStrategyPark strategy = new WaitStrategyPark();
        strategy.prepare(
                Map.of("topology.bolt.wait.park.microsec", 7L, "topology.spout.wait.park.microsec", 9L),
                WaitSituation.BOLT_WAIT);
        // when
        int counter = strategy.idle(4);
        // then
        assertThat(counter).isEqualTo(5);
        assertThat(clock.sleepsNs).containsExactly(7_000L);
    }

    @Test
    void shouldReturnAtOnceWhenTheParkTimeIsZero() throws InterruptedException {
        // given
        WaitStrategyPark strategy = new WaitStrategyPark(0);
        // when
        strategy.idle(0);
        // then
        assertThat(clock.sleepsNs).isEmpty();
    }

    @Test
    void shouldWaitLongerWhenIdleMoreOften() throws InterruptedException {
        // given
        WaitStrategyProgressive strategy = new WaitStrategyProgressive();
        strategy.prepare(
                Map.of(
                        "topology.spout.wait.progressive.level1.count", 2,
                        "topology.spout.wait.progressive.level2.count", 1,
                        "topology.spout.wait.progressive.level3.sleep.millis", 3),
                WaitSituation.SPOUT_WAIT);
        // when
        int counter = 0;
        for (int i = 0; i < 5; i++) {
            counter = strategy.idle(counter);
        }
        // then: nothing twice, the shortest park once, then sleep
        assertThat(clock.sleepsNs).containsExactly(1L, 3_000_000L, 3_000_000L);
    }

    @Test
    void shouldSleepFromTheFirstCallWhenASpoutWaitsByDefault() throws InterruptedException {
        // given
        WaitStrategyProgressive strategy = new WaitStrategyProgressive();
        strategy.prepare(Map.of(), WaitSituation.SPOUT_WAIT);
        // when
        strategy.idle(0);
        // then
        assertThat(clock.sleepsNs).containsExactly(1_000_000L);
    }

    @Test
    void shouldMakeAndPrepareTheNamedStrategyWhenAskedForBackPressure() throws InterruptedException {
        // given
        Map<String, Object> conf = Map.of(
                "topology.backpressure.wait.strategy",
                WaitStrategyPark.class.getName(),
                "topology.backpressure.wait.park.microsec",
                5);
        // when
        IWaitStrategy strategy = IWaitStrategy.createBackPressureWaitStrategy(conf);
        strategy.idle(0);
        // then
        assertThat(strategy).isInstanceOf(WaitStrategyPark.class);
        assertThat(clock.sleepsNs).containsExactly(5_000L);
    }

    @Test
    void shouldMakeTheProgressiveStrategyWhenNoneIsNamed() {
        assertThat(IWaitStrategy.createBackPressureWaitStrategy(Map.of())).isInstanceOf(WaitStrategyProgressive.class);
    }

    @Test
    void shouldNameKeyAndClassWhenTheNamedOneIsNoStrategy() {
        assertThatThrownBy(() -> IWaitStrategy.createBackPressureWaitStrategy(
                        Map.of("topology.backpressure.wait.strategy", "java.lang.String")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topology.backpressure.wait.strategy")
                .hasMessageContaining("found java.lang.String");
    }

    private static final class RecordingSource implements Time.Source {
        private final List<Long> sleepsNs = new ArrayList<>();

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }

        @Override
        public void sleepNanos(long nanos) {
            sleepsNs.add(nanos);
        }
    }
}
