package dev.gale.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.cli.Cli;
import dev.gale.cli.Cli.Outcome;
import dev.gale.cli.FakeNimbus;
import dev.gale.kernel.tls.ApiTls;
import dev.gale.testsupport.PlainServer;
import dev.gale.testsupport.TestStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask a Nimbus by TLS, and those that can't. */
class TlsClientTest {
    private static final int UNREACHABLE = 6;

    @TempDir
    Path home;

    private TestStores stores;
    private FakeNimbus nimbus;
    private FakeNimbus plain;

    @BeforeEach
    void start() {
        stores = new TestStores(home, "ours");
        nimbus = new FakeNimbus(ApiTls.serving(stores.serving("127.0.0.1")));
        nimbus.run("words");
        plain = new FakeNimbus();
        plain.run("words");
    }

    @AfterEach
    void stop() {
        nimbus.close();
        plain.close();
    }

    /** @param trusting whose certificates are believed */
    private Cli cli(TestStores trusting) {
        return new Cli(home)
                .with("GALE_API_TLS_ENABLE", "true")
                .with("GALE_API_TLS_CLIENT_TRUSTSTORE_PATH", trusting.trust())
                .with("GALE_API_TLS_CLIENT_TRUSTSTORE_PASSWORD", TestStores.PASSWORD);
    }

    @Test
    void shouldAskByTlsWhenSoConfigured() {
        Outcome list = cli(stores).against(nimbus).run("list");

        assertThat(list.err()).isEmpty();
        assertThat(list.code()).isZero();
        assertThat(list.out()).contains("words");
    }

    @Test
    void shouldAskByTlsWhereTheAddressSaysSo() {
        Outcome list = new Cli(home)
                .with("GALE_API_TLS_CLIENT_TRUSTSTORE_PATH", stores.trust())
                .with("GALE_API_TLS_CLIENT_TRUSTSTORE_PASSWORD", TestStores.PASSWORD)
                .against("https://" + nimbus.address())
                .run("list");

        assertThat(list.code()).describedAs(list.err()).isZero();
    }

    @Test
    void shouldFollowAFollowerByTls() {
        try (FakeNimbus follower = new FakeNimbus(ApiTls.serving(stores.serving("127.0.0.1")))) {
            follower.run("words");
            follower.follow("https://" + nimbus.address());

            Outcome killed = cli(stores).against(follower).run("kill", "words", "-w", "0");

            assertThat(killed.code()).describedAs(killed.err()).isZero();
            assertThat(nimbus.orders()).containsExactly("POST /api/v1/topology/words/kill/0");
        }
    }

    @Test
    void shouldNotFollowFromTlsToPlainHttp() {
        nimbus.follow("http://" + plain.address());

        Outcome killed = cli(stores)
                .with("GALE_API_SECRET", "0123456789abcdef")
                .against(nimbus)
                .run("kill", "words");

        assertThat(killed.code()).isEqualTo(1);
        assertThat(killed.err()).contains("http://" + plain.address()).contains("begins otherwise than with https:");
        assertThat(plain.seen()).isEmpty();
    }

    @Test
    void shouldSayThatItDoesNotTrustANimbus() {
        Outcome list = cli(new TestStores(home, "others")).against(nimbus).run("list");

        assertThat(list.code()).isEqualTo(UNREACHABLE);
        assertThat(list.err())
                .contains("the Nimbus at " + nimbus.address() + " shows a certificate that isn't trusted here")
                .contains("set gale.api.tls.client.truststore.path");
        assertThat(nimbus.seen()).isEmpty();
    }

    @Test
    void shouldSayThatANimbusIsNotWhereItsCertificateSays() {
        try (FakeNimbus elsewhere = new FakeNimbus(ApiTls.serving(stores.serving("192.0.2.1")))) {
            Outcome list = cli(stores).against(elsewhere).run("list");

            assertThat(list.code()).isEqualTo(UNREACHABLE);
            assertThat(list.err()).contains("shows a certificate for another host");
        }
    }

    @Test
    void shouldSayThatANimbusDoesNotSpeakTls() throws IOException {
        try (PlainServer server = new PlainServer()) {
            Outcome list = cli(stores).against("127.0.0.1:" + server.port()).run("list");

            assertThat(list.code()).isEqualTo(UNREACHABLE);
            assertThat(list.err())
                    .contains("the Nimbus at 127.0.0.1:" + server.port() + " doesn't speak TLS there")
                    .contains("gale.api.tls.enable");
            assertThat(server.heard()).hasSize(1).noneMatch(heard -> heard.contains("HTTP"));
        }
    }

    @Test
    void shouldSayWhatMayBeTheMatterWhenANimbusSpeaksOnlyTls() {
        Outcome list = new Cli(home).against(nimbus).run("list");

        assertThat(list.code()).isEqualTo(UNREACHABLE);
        assertThat(list.err().strip())
                .contains("if it speaks TLS, set gale.api.tls.enable to true")
                .doesNotContainPattern("\\p{Cntrl}");
        assertThat(nimbus.seen()).isEmpty();
    }

    @Test
    void shouldNotMixAddresses() {
        Outcome list = cli(stores).against("http://" + plain.address()).run("list");

        assertThat(list.code()).isEqualTo(2);
        assertThat(list.err())
                .contains("nimbus.seeds names http://" + plain.address() + ", but gale.api.tls.enable is true");
        assertThat(plain.seen()).isEmpty();
    }

    @Test
    void shouldRefuseToAskInTheClearWhoNamesATrustStore() {
        assertThatThrownBy(() -> ClientSettings.from(Map.of("gale.api.tls.client.truststore.path", "trust.p12")))
                .hasMessageContaining("gale.api.tls.client.truststore.path is set, but the API goes without TLS");
        assertThat(ClientSettings.from(Map.of("nimbus.seeds", List.of("a"))).tls())
                .describedAs("no time is spent on TLS that nobody wants")
                .isEmpty();
    }

    @Test
    void shouldNotShowPasswords() {
        Outcome config = cli(stores).run("config");

        assertThat(config.out())
                .contains("gale.api.tls.client.truststore.password")
                .doesNotContain(TestStores.PASSWORD);
    }
}
