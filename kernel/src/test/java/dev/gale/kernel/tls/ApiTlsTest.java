package dev.gale.kernel.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.testsupport.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the settings is taken and what is refused; how connections go is tested where they are made. */
class ApiTlsTest {
    @TempDir
    private Path folder;

    private TestStores stores;

    @BeforeEach
    void makeStores() {
        stores = new TestStores(folder, "authority");
    }

    private static Map<String, Object> with(Map<String, Object> conf, String key, Object value) {
        Map<String, Object> changed = new HashMap<>(conf);
        changed.put(key, value);
        return changed;
    }

    @Test
    void shouldBeOffWhenNothingIsSaid() {
        assertThat(ApiTls.serving(Map.of())).isEmpty();
        assertThat(ApiTls.asking(Map.of())).isEmpty();
        assertThat(ApiCalls.from(Map.of()).scheme()).isEqualTo("http");
    }

    @Test
    void shouldSpeakWhatIsSafeUnlessToldOtherwise() {
        TlsEnd nimbus = ApiTls.serving(stores.serving("127.0.0.1")).orElseThrow();

        assertThat(nimbus.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(nimbus.ciphers()).isEmpty();
        assertThat(nimbus.needsCertificates()).isFalse();
        Map<String, Object> narrow = with(stores.asking(), "gale.api.tls.protocols", "TLSv1.3");
        narrow.put("gale.api.tls.ciphers", "TLS_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256");
        TlsEnd client = ApiTls.asking(narrow).orElseThrow();
        assertThat(client.protocols()).containsExactly("TLSv1.3");
        assertThat(client.ciphers()).containsExactly("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");
        assertThat(ApiCalls.from(narrow).scheme()).isEqualTo("https");
    }

    @Test
    void shouldNeedNoFilesToAskWhomJavaTrusts() {
        assertThat(ApiTls.asking(Map.of("gale.api.tls.enable", true))).isPresent();
    }

    @Test
    void shouldWantCertificatesOnlyOfAnAuthorityThatIsNamed() {
        Map<String, Object> nimbus = stores.serving("127.0.0.1");
        nimbus.putAll(stores.requiringCertificates());
        assertThat(ApiTls.serving(nimbus).orElseThrow().needsCertificates()).isTrue();

        Map<String, Object> untrusting = stores.serving("127.0.0.1");
        untrusting.put("gale.api.tls.client.auth", "required");
        assertThatThrownBy(() -> ApiTls.serving(untrusting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gale.api.tls.truststore.path must name a file");
        nimbus.put("gale.api.tls.client.auth", "none");
        assertThatThrownBy(() -> ApiTls.serving(nimbus))
                .hasMessageContaining("gale.api.tls.truststore.path is set, but no client is asked for a certificate");
    }

    @Test
    void shouldRefuseToServeWithoutAKey() {
        assertThatThrownBy(() -> ApiTls.serving(Map.of("gale.api.tls.enable", true)))
                .hasMessageContaining("gale.api.tls.keystore.path must name a file");
        Map<String, Object> closed = stores.serving("127.0.0.1");
        closed.remove("gale.api.tls.keystore.password");
        assertThatThrownBy(() -> ApiTls.serving(closed))
                .hasMessageContaining("so gale.api.tls.keystore.password must be, too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gale.api.tls.keystore.path", "gale.api.tls.truststore.path"})
    void shouldRefuseToServeInTheClearWhoNamesFiles(String setting) {
        assertThatThrownBy(() -> ApiTls.serving(Map.of(setting, "keys.p12")))
                .hasMessageContaining(setting + " is set, but the API goes without TLS")
                .hasMessageContaining("set gale.api.tls.enable to true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gale.api.tls.client.keystore.path", "gale.api.tls.client.truststore.path"})
    void shouldRefuseToAskInTheClearWhoNamesFiles(String setting) {
        assertThatThrownBy(() -> ApiCalls.from(Map.of(setting, "keys.p12")))
                .hasMessageContaining(setting + " is set, but the API goes without TLS");
    }

    @Test
    void shouldRefuseToServeInTheClearWhoWantsCertificates() {
        assertThatThrownBy(() -> ApiTls.serving(Map.of("gale.api.tls.client.auth", "required")))
                .hasMessageContaining("gale.api.tls.client.auth=required, but the API goes without TLS");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThatThrownBy(() -> ApiTls.asking(Map.of("gale.api.tls.enabled", true)))
                .hasMessageContaining("did you mean gale.api.tls.enable");
        assertThatThrownBy(() -> ApiTls.asking(with(stores.asking(), "gale.api.tls.protocols", "TLSv1.3,TLSv1")))
                .hasMessageContaining("gale.api.tls.protocols=TLSv1.3,TLSv1 must name one or more of TLSv1.3, TLSv1.2");
        assertThatThrownBy(() -> ApiTls.asking(with(stores.asking(), "gale.api.tls.protocols", " , ")))
                .hasMessageContaining("must name one or more");
        assertThatThrownBy(() -> ApiTls.asking(with(stores.asking(), "gale.api.tls.ciphers", "ROT13")))
                .hasMessageContaining("gale.api.tls.ciphers names cipher suites that this Java doesn't have: ROT13");
        assertThatThrownBy(
                        () -> ApiTls.serving(with(stores.serving("127.0.0.1"), "gale.api.tls.client.auth", "wanted")))
                .hasMessageContaining("none | required");
    }

    @Test
    void shouldNameSettingAndFileOfAStoreThatCannotBeUsed() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.p12"), "these are not the keys");
        shouldRefuse("keystore.path", folder.resolve("nowhere.p12").toString(), "can't be read", "PKCS12 or JKS");
        shouldRefuse("keystore.path", folder.toString(), "can't be read", "PKCS12 or JKS");
        shouldRefuse("keystore.path", text.toString(), "can't be read", "PKCS12 or JKS");
        shouldRefuse("keystore.path", stores.trust(), "has no private key", "keytool -genkeypair");
        shouldRefuse("keystore.path", stores.empty(), "has no private key", "keytool -genkeypair");
        shouldRefuse("keystore.path", stores.expiredKeys("old", "127.0.0.1"), "which isn't now", "renew it");
    }

    private void shouldRefuse(String setting, String file, String... said) {
        Map<String, Object> conf = with(stores.serving("127.0.0.1"), "gale.api.tls." + setting, file);
        assertThatThrownBy(() -> ApiTls.serving(conf))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gale.api.tls." + setting + "=" + file)
                .hasMessageContainingAll(said)
                .hasMessageNotContaining(TestStores.PASSWORD);
    }

    @Test
    void shouldNotSayAPasswordThatIsWrong() {
        Map<String, Object> conf = with(stores.serving("127.0.0.1"), "gale.api.tls.keystore.password", "a guess");
        assertThatThrownBy(() -> ApiTls.serving(conf))
                .hasMessageContaining("gale.api.tls.keystore.path=")
                .hasMessageContaining("its password right")
                .hasMessageNotContaining("a guess");
        assertThat(new StoreFile(ApiTlsSettings.KEY_STORE, "keys.p12", "pssst").toString())
                .isEqualTo("gale.api.tls.keystore.path=keys.p12");
    }

    @Test
    void shouldRefuseATrustStoreThatTrustsNobody() {
        Map<String, Object> nobody = with(stores.asking(), "gale.api.tls.client.truststore.path", stores.empty());
        assertThatThrownBy(() -> ApiTls.asking(nobody))
                .hasMessageContaining("gale.api.tls.client.truststore.path=")
                .hasMessageContaining("has no trusted certificate");
    }
}
