package dev.gale.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupervisorConfigTest {
    @Test
    void shouldHaveStormsSlotsAndListenToNobodyElseByDefault() {
        SupervisorConfig config = SupervisorConfig.from(Map.of());

        assertThat(config.slotPorts()).containsExactly(6_700, 6_701, 6_702, 6_703);
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.stopLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.healthDir()).isEmpty();
    }

    @Test
    void shouldReadPortsHoweverTheyAreWritten() {
        assertThat(SupervisorConfig.from(Map.of("supervisor.slots.ports", List.of(1, 2L, "3")))
                        .slotPorts())
                .containsExactly(1, 2, 3);
    }

    static List<List<?>> wrongPorts() {
        return List.of(List.of(0), List.of(65_536), List.of("many"), List.of(1, 1), List.of(1.5));
    }

    @ParameterizedTest
    @MethodSource("wrongPorts")
    void shouldRefuseWhatIsNoPort(List<?> ports) {
        assertThatThrownBy(() -> SupervisorConfig.from(Map.of("supervisor.slots.ports", ports)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("supervisor.slots.ports=" + ports + " must be");
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        assertThatThrownBy(() -> SupervisorConfig.from(Map.of(
                        "supervisor.slots.ports",
                        "6700",
                        "supervisor.cpu.capacity",
                        -1,
                        "gale.supervisor.worker.restart.delai.ms",
                        5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "supervisor.slots.ports=6700",
                        "supervisor.cpu.capacity=-1",
                        "did you mean gale.supervisor.worker.restart.delay.ms?");
    }

    @Test
    void shouldRefuseDelaysThatDoNotGoTogether() {
        assertThatThrownBy(() -> SupervisorConfig.from(Map.of("gale.supervisor.worker.restart.delay.ms", 60_000)))
                .hasMessageContaining("gale.supervisor.worker.restart.delay.ceiling.ms=30000");
    }

    @Test
    void shouldRefuseALibraryThatIsNotThere() {
        assertThatThrownBy(() -> SupervisorConfig.from(Map.of("gale.lib.dir", "no/such/dir")))
                .hasMessageContaining("gale.lib.dir=no/such/dir must be the directory with Gale's jars");
    }

    @Test
    void shouldRefuseTlsThatItOrItsWorkersCouldNotSpeak() {
        assertThatThrownBy(() -> SupervisorConfig.from(Map.of(
                        "gale.api.tls.enable", true,
                        "gale.api.tls.client.truststore.path", "conf/trust.p12",
                        "gale.api.tls.client.truststore.password", "key word")))
                .hasMessageContaining("gale.api.tls.client.truststore.path=conf/trust.p12 must be an absolute path");
        assertThatThrownBy(() -> SupervisorConfig.from(Map.of(
                        "gale.api.tls.enable", true,
                        "gale.api.tls.client.truststore.path", "/nowhere/trust.p12",
                        "gale.api.tls.client.truststore.password", "key word")))
                .hasMessageContaining("gale.api.tls.client.truststore.path=/nowhere/trust.p12 can't be read")
                .hasMessageNotContaining("key word");
        assertThatThrownBy(() -> SupervisorConfig.from(Map.of("gale.api.tls.enabled", true)))
                .hasMessageContaining("did you mean gale.api.tls.enable");
        assertThat(SupervisorConfig.from(Map.of("gale.api.tls.enable", true))
                        .apiCalls()
                        .scheme())
                .isEqualTo("https");
    }

    @Test
    void shouldNotShowSecrets() {
        assertThat(SupervisorConfig.from(Map.of("gale.api.secret", "tell-nobody"))
                        .toString())
                .doesNotContain("tell-nobody");
    }
}
