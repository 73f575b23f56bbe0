package dev.gale.coordination.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinationSettingsTest {
    @Test
    void shouldReachTheLocalServerWhenNothingIsSet() {
        CoordinationSettings settings = CoordinationSettings.from(Map.of());

        assertThat(settings.connectString()).isEqualTo("localhost:2181");
        assertThat(settings.root()).isEqualTo("/gale");
        assertThat(settings.sessionTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.digest()).isEmpty();
    }

    @Test
    void shouldReadStormsKeys() {
        CoordinationSettings settings = CoordinationSettings.from(Map.of(
                "storm.zookeeper.servers", List.of("zk1", "zk2:2182", "::1", "[fe80::1]:2183"),
                "storm.zookeeper.port", 2_191,
                "storm.zookeeper.root", "/clusters/storm",
                "storm.zookeeper.session.timeout", 6_000,
                "storm.zookeeper.connection.timeout", "700",
                "storm.zookeeper.retry.times", 4,
                "storm.zookeeper.retry.interval", 10,
                "storm.zookeeper.retry.intervalceiling.millis", 100));

        assertThat(settings)
                .isEqualTo(new CoordinationSettings(
                        List.of("zk1:2191", "zk2:2182", "[::1]:2191", "[fe80::1]:2183"),
                        "/clusters/storm",
                        Duration.ofSeconds(6),
                        Duration.ofMillis(700),
                        4,
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        Optional.empty()));
    }

    @Test
    void shouldReadAUserAndNeverWriteItsPassword() {
        CoordinationSettings settings = CoordinationSettings.from(
                Map.of("storm.zookeeper.auth.scheme", "digest", "storm.zookeeper.auth.payload", "gale:se:cret"));

        assertThat(settings.digest()).contains(new CoordinationSettings.Digest("gale", "se:cret"));
        assertThat(settings.toString()).contains("gale:***").doesNotContain("cret");
    }

    @Test
    void shouldRefuseHalfOfAnAuthentication() {
        assertThatThrownBy(() -> CoordinationSettings.from(Map.of("storm.zookeeper.auth.payload", "gale:secret")))
                .hasMessageContaining("storm.zookeeper.auth.scheme is missing")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> CoordinationSettings.from(Map.of("storm.zookeeper.auth.scheme", "digest")))
                .hasMessageContaining("storm.zookeeper.auth.payload is missing");
        assertThatThrownBy(() -> CoordinationSettings.from(
                        Map.of("storm.zookeeper.auth.scheme", "sasl", "storm.zookeeper.auth.payload", "gale:secret")))
                .hasMessageContaining("must be digest");
        assertThatThrownBy(() -> CoordinationSettings.from(
                        Map.of("storm.zookeeper.auth.scheme", "digest", "storm.zookeeper.auth.payload", "galesecret")))
                .hasMessageContaining("with a colon between them")
                .hasMessageNotContaining("galesecret");
    }

    @Test
    void shouldNameAllThatIsWrong() {
        assertThatThrownBy(() -> CoordinationSettings.from(Map.of(
                        "storm.zookeeper.port", 70_000,
                        "storm.zookeeper.retry.times", "often",
                        "storm.zookeeper.sesion.timeout", 1_000)))
                .hasMessageContaining("storm.zookeeper.port=70000")
                .hasMessageContaining("storm.zookeeper.retry.times=often")
                .hasMessageContaining("did you mean storm.zookeeper.session.timeout?");
        assertThatThrownBy(() -> CoordinationSettings.from(Map.of(
                        "storm.zookeeper.retry.interval", 900, "storm.zookeeper.retry.intervalceiling.millis", 800)))
                .hasMessageContaining("lower the first or raise the second");
        assertThatThrownBy(() -> CoordinationSettings.from(Map.of("storm.zookeeper.servers", List.of("zk1,zk2", " "))))
                .hasMessageContaining("\"zk1,zk2:2181\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "gale", "/gale/", "/a//b", "/a/../b", "/zookeeper/x"})
    void shouldRefuseARootThatIsNoPath(String root) {
        assertThatThrownBy(() -> CoordinationSettings.from(Map.of("storm.zookeeper.root", root)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be an absolute path such as /gale");
    }

    @Test
    void shouldRefuseToGoWithoutTheEncryptionThatWasAskedFor() {
        assertThatThrownBy(() -> CoordinationSettings.from(Map.of("storm.zookeeper.ssl.enable", true)))
                .hasMessageContaining("can't be encrypted yet");

        assertThat(CoordinationSettings.from(Map.of("storm.zookeeper.ssl.enable", false))
                        .servers())
                .hasSize(1);
    }
}
