package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.worker.report.CapturedLog;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections with certificates that are made for the test. */
class TlsTest {
    private static final char[] PASSWORD = "key word".toCharArray();

    @TempDir
    private Path folder;

    private X509Bundle authority;
    private X509Bundle otherAuthority;

    @BeforeEach
    void makeAuthorities() throws Exception {
        authority = authority("CN=workers");
        otherAuthority = authority("CN=others");
    }

    private static X509Bundle authority(String name) throws Exception {
        return new CertificateBuilder()
                .subject(name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    /** Settings of a worker whose certificate was issued by one authority and who trusts those of another. */
    private Map<String, Object> conf(String worker, X509Bundle issuer, X509Bundle trusted, String host)
            throws Exception {
        X509Bundle own = new CertificateBuilder()
                .subject("CN=" + worker)
                .addSanIpAddress(host)
                .buildIssuedBy(issuer);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", own.getKeyPair().getPrivate(), PASSWORD, own.getCertificatePath());
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("trusted", trusted.getCertificate());
        Map<String, Object> conf = new HashMap<>();
        conf.put("storm.messaging.netty.tls.enable", true);
        conf.put("storm.messaging.netty.tls.keystore.path", store(worker + "-keys.p12", keys));
        conf.put("storm.messaging.netty.tls.keystore.password", new String(PASSWORD));
        conf.put("storm.messaging.netty.tls.truststore.path", store(worker + "-trust.p12", trust));
        conf.put("storm.messaging.netty.tls.truststore.password", new String(PASSWORD));
        return conf;
    }

    private String store(String name, KeyStore content) throws Exception {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            content.store(out, PASSWORD);
        }
        return file.toString();
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
    void shouldConnectAndDeliverWhenEachTrustsTheOthersIssuer() throws Exception {
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
    void shouldRefuseAWorkerThatConnectsWithACertificateOfAnotherIssuer() throws Exception {
        assertNeverConnected(
                conf("zero", otherAuthority, authority, "127.0.0.1"), conf("one", authority, authority, "127.0.0.1"));
    }

    @Test
    void shouldNotConnectToAWorkerWithACertificateOfAnotherIssuer() throws Exception {
        assertNeverConnected(
                conf("zero", authority, authority, "127.0.0.1"), conf("one", otherAuthority, authority, "127.0.0.1"));
    }

    @Test
    void shouldNotConnectToAHostThatTheCertificateDoesNotName() throws Exception {
        assertNeverConnected(
                conf("zero", authority, authority, "127.0.0.1"), conf("one", authority, authority, "192.0.2.1"));
    }

    @Test
    void shouldRefuseAWorkerThatDoesNotEncrypt() throws Exception {
        assertNeverConnected(Map.of(), conf("one", authority, authority, "127.0.0.1"));
    }

    @Test
    void shouldNotTalkToAWorkerThatDoesNotEncrypt() throws Exception {
        assertNeverConnected(conf("zero", authority, authority, "127.0.0.1"), Map.of());
    }

    @Test
    void shouldNotStartWhenAStoreIsMissingOrItsPasswordWrong() throws Exception {
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
