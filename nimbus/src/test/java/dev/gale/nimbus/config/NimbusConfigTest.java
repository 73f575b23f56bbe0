package dev.gale.nimbus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NimbusConfigTest {
    @Test
    void shouldListenOnLoopbackWhenNothingIsSet() {
        NimbusConfig config = NimbusConfig.from(Map.of());

        assertThat(config.apiHost()).isEqualTo("127.0.0.1");
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.apiPort()).isEqualTo(8080);
        assertThat(config.secret()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void shouldRefuseToListenForOthersWithoutASecret(String host) {
        assertThatThrownBy(() -> NimbusConfig.from(Map.of("gale.nimbus.api.host", host)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set gale.api.secret");
        assertThat(NimbusConfig.from(Map.of("gale.nimbus.api.host", host, "gale.api.secret", "0123456789abcdef"))
                        .apiHost())
                .isEqualTo(host);
    }

    @Test
    void shouldRefuseToServeInTheClearWhoAsksForTls() {
        assertThatThrownBy(() -> NimbusConfig.from(Map.of("ui.https.port", 8443, "ui.https.x", "pssst")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ui.https.port, ui.https.x")
                .hasMessageContaining("gale.api.tls.enable, gale.api.tls.keystore.path")
                .hasMessageNotContaining("pssst");
        assertThat(NimbusConfig.from(Map.of("ui.https.port", -1)).scheme()).isEqualTo("http");
        assertThatThrownBy(() -> NimbusConfig.from(Map.of("gale.api.tls.keystore.path", "keys.p12")))
                .hasMessageContaining("set gale.api.tls.enable to true");
    }

    @Test
    void shouldNameWhatIsWrongAtBothEndsOfTls() {
        assertThatThrownBy(() -> NimbusConfig.from(Map.of(
                        "gale.api.tls.enable",
                        true,
                        "gale.api.tls.client.truststore.path",
                        "trust.p12",
                        "gale.nimbus.api.port",
                        99_999)))
                .hasMessageContaining("gale.api.tls.keystore.path must name a file")
                .hasMessageContaining("gale.api.tls.client.truststore.password")
                .hasMessageContaining("gale.nimbus.api.port=99999");
    }

    @Test
    void shouldRefuseASecretThatIsEasilyGuessed() {
        assertThatThrownBy(() -> NimbusConfig.from(Map.of("gale.api.secret", "secret")))
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("=secret");
    }

    @Test
    void shouldNotSayItsSecret() {
        NimbusConfig config = NimbusConfig.from(Map.of("gale.api.secret", "0123456789abcdef"));

        assertThat(config.secret().orElseThrow().toString()).doesNotContain("0123");
        assertThat(config.secret().orElseThrow().isKnownTo("0123456789abcdef")).isTrue();
        assertThat(config.secret().orElseThrow().isKnownTo("0123456789abcdee")).isFalse();
        assertThat(config.secret().orElseThrow().isKnownTo(null)).isFalse();
    }

    @Test
    void shouldNameAllThatIsWrong() {
        assertThatThrownBy(() -> NimbusConfig.from(Map.of(
                        "gale.nimbus.api.port",
                        99_999,
                        "gale.nimbus.supervisor.grace.sec",
                        1,
                        NimbusConfig.ISOLATION,
                        Map.of("clicks", 0))))
                .hasMessageContaining("gale.nimbus.api.port=99999")
                .hasMessageContaining("did you mean gale.nimbus.supervisor.grace.secs")
                .hasMessageContaining("at least one host for clicks");
    }

    @Test
    void shouldGiveTopologiesWhatIsMeantForThem() {
        NimbusConfig config =
                NimbusConfig.from(Map.of("topology.workers", 3, "storm.local.hostname", "n1.example.org"));

        assertThat(config.topologyDefaults()).isEqualTo(Map.of("topology.workers", 3L));
        assertThat(config.host()).isEqualTo("n1.example.org");
    }
}
