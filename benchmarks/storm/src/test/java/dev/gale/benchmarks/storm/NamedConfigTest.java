package dev.gale.benchmarks.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.benchmarks.harness.Workload;
import java.util.Map;
import org.apache.storm.Config;
import org.junit.jupiter.api.Test;

class NamedConfigTest {
    @Test
    void shouldSetNothingOutOfTheBoxWhenTreesAreTracked() {
        assertThat(NamedConfig.of("default").settings(Workload.W2)).isEmpty();
        assertThat(NamedConfig.of("default").settings(Workload.W4)).isEmpty();
    }

    @Test
    void shouldHaveNoAckerWhenNothingIsTracked() {
        for (Workload workload : new Workload[] {Workload.W1, Workload.W2U}) {
            assertThat(NamedConfig.of("default").settings(workload))
                    .isEqualTo(Map.of(Config.TOPOLOGY_ACKER_EXECUTORS, 0));
        }
    }

    @Test
    void shouldLimitWhatIsInFlightOnlyWhenTreesAreTracked() {
        assertThat(NamedConfig.of("best").settings(Workload.W2)).containsEntry(Config.TOPOLOGY_MAX_SPOUT_PENDING, 5000);
        assertThat(NamedConfig.of("best").settings(Workload.W3)).containsEntry(Config.TOPOLOGY_MAX_SPOUT_PENDING, 1000);
        assertThat(NamedConfig.of("best").settings(Workload.W2U)).doesNotContainKey(Config.TOPOLOGY_MAX_SPOUT_PENDING);
    }

    @Test
    void shouldAskForTwoWorkersWhenTuplesAreToCross() {
        assertThat(NamedConfig.of("default").settings(Workload.W5)).isEqualTo(Map.of(Config.TOPOLOGY_WORKERS, 2));
        assertThat(NamedConfig.of("default").settings(Workload.W5U))
                .isEqualTo(Map.of(Config.TOPOLOGY_WORKERS, 2, Config.TOPOLOGY_ACKER_EXECUTORS, 0));
    }

    @Test
    void shouldNameAllConfigurationsWhenOneIsUnknown() {
        assertThatThrownBy(() -> NamedConfig.of("fast"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Storm has no configuration fast, only [default, best, lowlatency]");
    }
}
