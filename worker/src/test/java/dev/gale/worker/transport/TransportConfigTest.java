package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportConfigTest {
    @Test
    void shouldListenOnLoopbackWithoutASecretWhenNothingIsSet() {
        TransportConfig config = TransportConfig.of(Map.of());

        assertThat(config.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(config.secret()).isNull();
        assertThat(config.tls()).isNull();
    }

    @Test
    void shouldRefuseToListenElsewhereWhenThereIsNoSecret() {
        assertThatThrownBy(() -> TransportConfig.of(Map.of("worker.transport.bind.address", "0.0.0.0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("worker.transport.bind.address=0.0.0.0")
                .hasMessageContaining("set storm.zookeeper.topology.auth.payload to");
        assertThat(TransportConfig.of(Map.of(
                                "worker.transport.bind.address", "0.0.0.0",
                                "storm.zookeeper.topology.auth.payload", "a long text"))
                        .secret())
                .isNotNull();
    }

    @Test
    void shouldRefuseAnEmptySecretAndOneThatIsAskedForButMissing() {
        assertThatThrownBy(() -> TransportConfig.of(Map.of("storm.zookeeper.topology.auth.payload", "")))
                .hasMessageContaining("storm.zookeeper.topology.auth.payload is empty");
        assertThatThrownBy(() -> TransportConfig.of(Map.of("storm.messaging.netty.authentication", true)))
                .hasMessageContaining("set storm.zookeeper.topology.auth.payload to");
    }

    @Test
    void shouldReportAllProblemsTogether() {
        assertThatThrownBy(() -> TransportConfig.of(Map.of(
                        "storm.messaging.netty.min_wait_ms", 500,
                        "storm.messaging.netty.max_wait_ms", 100,
                        "storm.messaging.netty.buffer.low.watermark", 1 << 20)))
                .hasMessageContaining("storm.messaging.netty.min_wait_ms=500 must not be more than"
                        + " storm.messaging.netty.max_wait_ms=100; lower the first or raise the second")
                .hasMessageContaining("storm.messaging.netty.buffer.low.watermark=1048576 must not be more than");
        assertThatThrownBy(() -> TransportConfig.of(
                        Map.of("worker.transport.window", 0, "worker.transport.frame.max.bytes", "much")))
                .hasMessageContaining("worker.transport.window=0")
                .hasMessageContaining("worker.transport.frame.max.bytes=much");
    }

    @Test
    void shouldRefuseStoresThatWouldProtectNothingAndTlsWithoutStores() {
        assertThatThrownBy(() -> TransportConfig.of(Map.of("storm.messaging.netty.tls.keystore.path", "keys.p12")))
                .hasMessageContaining("set storm.messaging.netty.tls.enable to true or leave it out");
        assertThatThrownBy(() -> TransportConfig.of(Map.of("storm.messaging.netty.tls.enable", true)))
                .hasMessageContaining("storm.messaging.netty.tls.keystore.path must name a file")
                .hasMessageContaining("storm.messaging.netty.tls.truststore.password must be set");
        assertThatThrownBy(() -> TransportConfig.of(Map.of("storm.messaging.netty.tls.require.open.ssl", true)))
                .hasMessageContaining("TLS is always the JDK's here");
    }

    @Test
    void shouldNotShowSecretsWhenItIsPrinted() {
        TransportConfig config = TransportConfig.of(Map.of(
                "storm.zookeeper.topology.auth.payload", "a long text",
                "storm.messaging.netty.tls.enable", true,
                "storm.messaging.netty.tls.keystore.path", "keys.p12",
                "storm.messaging.netty.tls.keystore.password", "key word",
                "storm.messaging.netty.tls.truststore.path", "trust.p12",
                "storm.messaging.netty.tls.truststore.password", "trust word"));

        assertThat(config.toString()).doesNotContain("a long text").doesNotContain("key word", "trust word");
    }
}
