package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.testsupport.TestStores;
import dev.gale.worker.report.CapturedLog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections with certificates that are made for the test. */
class TlsTest {
    @TempDir
    private Path folder;

    private TestStores authority;
    private TestStores otherAuthority;

    @BeforeEach
    void makeAuthorities() {
        authority = new TestStores(folder, "workers");
        otherAuthority = new TestStores(folder, "others");
    }

    /** Settings of a worker whose certificate was issued by one authority and who trusts those of another. */
    private static Map<String, Object> conf(String worker, TestStores issuer, TestStores trusted, String host) {
        return new HashMap<>(Map.of(
                "storm.messaging.netty.tls.enable",
                true,
                "storm.messaging.netty.tls.keystore.path",
                issuer.keys(worker, host),
                "storm.messaging.netty.tls.keystore.password",
                TestStores.PASSWORD,
                "storm.messaging.netty.tls.truststore.path",
                trusted.trust(),
                "storm.messaging.netty.tls.truststore.password",
                TestStores.PASSWORD));
    }

    private static void assertNeverConnected(Map<String, Object> zero, Map<String, Object> one) {
        try (CapturedLog log = new CapturedLog(PeerNetwork.class);
                SocketPair pair = new SocketPair(SocketWires.Io.best())) {
            pair.run(1, PeerPair.FIRST_EPOCH, one);
            pair.run(0, PeerPair.FIRST_EPOCH, zero);
            pair.until(
                    () -> log.messages().stream().anyMatch(line -> line.contains("ended the connection")),
                    () -> "states " + pair.networks[0].state(1));
            assertThat(pair.told[0].events()).isEmpty();
            assertThat(pair.told[1].events()).isEmpty();
        }
    }

    @Test
    void shouldConnectAndDeliverWhenEachTrustsTheOthersIssuer() {
        try (SocketPair pair = new SocketPair(SocketWires.Io.best())) {
            pair.run(1, PeerPair.FIRST_EPOCH, conf("one", authority, authority, "127.0.0.1"));
            pair.run(0, PeerPair.FIRST_EPOCH, conf("zero", authority, authority, "127.0.0.1"));
            pair.awaitConnected();

            // when
            String large = "x".repeat(1_000_000);
            pair.first().emit(0, 2, large);
            pair.second().emit(2, 0, "back");

            // then
            pair.until(
                    () -> {
                        pair.first().flush();
                        pair.second().flush();
                        return !pair.second().received(2).isEmpty()
                                && !pair.first().received(0).isEmpty();
                    },
                    () -> "nothing came");
            assertThat(pair.second().received(2)).containsExactly(large);
            assertThat(pair.first().received(0)).containsExactly("back");
        }
    }

    @Test
    void shouldRefuseAWorkerThatConnectsWithACertificateOfAnotherIssuer() {
        assertNeverConnected(
                conf("zero", otherAuthority, authority, "127.0.0.1"), conf("one", authority, authority, "127.0.0.1"));
    }

    @Test
    void shouldNotConnectToAWorkerWithACertificateOfAnotherIssuer() {
        assertNeverConnected(
                conf("zero", authority, authority, "127.0.0.1"), conf("one", otherAuthority, authority, "127.0.0.1"));
    }

    @Test
    void shouldNotConnectToAHostThatTheCertificateDoesNotName() {
        assertNeverConnected(
                conf("zero", authority, authority, "127.0.0.1"), conf("one", authority, authority, "192.0.2.1"));
    }

    @Test
    void shouldRefuseAWorkerThatDoesNotEncrypt() {
        assertNeverConnected(Map.of(), conf("one", authority, authority, "127.0.0.1"));
    }

    @Test
    void shouldNotTalkToAWorkerThatDoesNotEncrypt() {
        assertNeverConnected(conf("zero", authority, authority, "127.0.0.1"), Map.of());
    }

    @Test
    void shouldNotStartWhenAStoreIsMissingOrItsPasswordWrong() {
        Map<String, Object> missing = conf("one", authority, authority, "127.0.0.1");
        missing.put(
                "storm.messaging.netty.tls.keystore.path",
                folder.resolve("nowhere.p12").toString());
        Map<String, Object> wrong = conf("two", authority, authority, "127.0.0.1");
        wrong.put("storm.messaging.netty.tls.truststore.password", "guess");

        assertThatThrownBy(() -> new SocketWires(TransportConfig.of(missing), 0, SocketWires.Io.best()))
                .hasMessageContaining("storm.messaging.netty.tls.keystore.path=")
                .hasMessageContaining("nowhere.p12")
                .hasMessageContaining("must be a PKCS12 or JKS file");
        assertThatThrownBy(() -> new SocketWires(TransportConfig.of(wrong), 0, SocketWires.Io.best()))
                .hasMessageContaining("storm.messaging.netty.tls.truststore.path=")
                .hasMessageNotContaining("guess");
    }
}
