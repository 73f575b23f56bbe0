package dev.gale.nimbus;

import static dev.gale.nimbus.testing.RunningNimbus.sha256;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.kernel.tls.ApiCalls;
import dev.gale.nimbus.http.ApiLimits;
import dev.gale.nimbus.testing.Await;
import dev.gale.nimbus.testing.RunningNimbus;
import dev.gale.nimbus.testing.Topologies;
import dev.gale.submission.SubmissionJson;
import dev.gale.testsupport.TestStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API by TLS: what it is to who trusts it, and that it is nothing to others. */
class TlsApiTest extends ApiFixture {
    private static final String SECRET = "0123456789abcdef";

    private TestStores stores;
    private Map<String, Object> conf;
    private HttpClient client;

    @Override
    Map<String, Object> firstConf() {
        stores = new TestStores(directory, "ours");
        conf = with(stores.serving("127.0.0.1"), Map.of("gale.api.secret", SECRET));
        client = ApiCalls.from(conf).newClient().build();
        return conf;
    }

    @Override
    ApiLimits limits() {
        return new ApiLimits(100, 4, Duration.ofSeconds(10), Duration.ofSeconds(30), 1_000, Duration.ofSeconds(30));
    }

    @Override
    String page(int nimbus, String path) {
        return ask(client, request(nimbus, path)).body();
    }

    private static Map<String, Object> with(Map<String, Object> conf, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(conf);
        all.putAll(more);
        return all;
    }

    private static HttpRequest.Builder request(int nimbus, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + nimbus + path))
                .header("Authorization", "Bearer " + SECRET)
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> ask(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What a client with these settings says of the Nimbus that it can't ask. */
    private static String refusal(Map<String, Object> settings, int nimbus) {
        ApiCalls calls = ApiCalls.from(settings);
        try {
            HttpResponse<String> answer = calls.newClient()
                    .build()
                    .send(request(nimbus, "/api/v1/cluster/summary").build(), BodyHandlers.ofString());
            throw new AssertionError("it was answered: " + answer.body());
        } catch (IOException e) {
            return calls.explain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Test
    void shouldTakeAndGiveAllThatItDoesInTheClear() throws IOException {
        int follower = start("n2", conf);
        Await.until(
                "the follower knows the leader",
                () -> page(follower, "/api/v1/nimbus/summary").contains("\"Leader\""));
        byte[] jar = new byte[1_000_000];
        new Random(7).nextBytes(jar);
        String code = sha256(jar);
        byte[] body = SubmissionJson.write(
                Topologies.submission("clicks", Map.of("topology.min.replication.count", 2), code));

        assertThat(ask(client, request(port, "/api/v1/code/" + code).PUT(BodyPublishers.ofByteArray(jar)))
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> redirect =
                ask(client, request(follower, "/api/v1/topology").POST(BodyPublishers.ofByteArray(body)));
        assertThat(redirect.statusCode()).describedAs(redirect.body()).isEqualTo(307);
        String leader = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(leader).isEqualTo("https://127.0.0.1:" + port + "/api/v1/topology");
        HttpResponse<String> accepted = ask(
                client,
                HttpRequest.newBuilder(URI.create(leader))
                        .header("Authorization", "Bearer " + SECRET)
                        .POST(BodyPublishers.ofByteArray(body)));

        assertThat(accepted.statusCode()).describedAs(accepted.body()).isEqualTo(201);
        assertThat(page(port, "/api/v1/topology/summary")).contains("clicks");
        // The follower has both, so it has fetched them from the leader.
        assertThat(Files.readAllBytes(directory
                        .resolve("n2")
                        .resolve("nimbus")
                        .resolve("code")
                        .resolve(code)))
                .isEqualTo(jar);
        assertThat(daemons.get(1).api()).isEqualTo(URI.create("https://127.0.0.1:" + follower));
    }

    @Test
    void shouldStillWantTheSecret() {
        HttpRequest.Builder stranger =
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/api/v1/cluster/summary"));

        assertThatError(ask(client, stranger), 401, "unauthorized", "gale.api.secret");
    }

    @Test
    void shouldNotShowPasswords() {
        assertThat(page(port, "/api/v1/cluster/configuration"))
                .contains("gale.api.tls.keystore.password")
                .doesNotContain(TestStores.PASSWORD);
    }

    @Test
    void shouldNotBeAskedByWhoDoesNotTrustIt() {
        assertThat(refusal(new TestStores(directory, "others").asking(), port))
                .contains("shows a certificate that isn't trusted here")
                .contains("gale.api.tls.client.truststore.path");
        assertThat(refusal(Map.of("gale.api.tls.enable", true), port)).contains("isn't trusted here");
    }

    @Test
    void shouldNotBeAskedUnderANameThatItsCertificateDoesNotHave() throws IOException {
        int elsewhere = start("n2", stores.serving("192.0.2.1"));

        assertThat(refusal(stores.asking(), elsewhere)).contains("shows a certificate for another host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldRefuseWhoShowsNoCertificateThatItWants(String version) throws IOException {
        Map<String, Object> protocol = Map.of("gale.api.tls.protocols", version);
        int strict = start("n2", with(with(stores.serving("127.0.0.1"), stores.requiringCertificates()), protocol));
        Map<String, Object> asking = with(stores.asking(), protocol);

        assertThat(refusal(asking, strict)).contains("gale.api.tls.client.keystore.path");
        assertThat(refusal(with(asking, new TestStores(directory, "others").showing()), strict))
                .contains("gale.api.tls.client.keystore.path");
        HttpClient known =
                ApiCalls.from(with(asking, stores.showing())).newClient().build();
        assertThat(ask(known, request(strict, "/api/v1/cluster/summary")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldSpeakOnlyTheVersionsThatItIsTold() throws IOException {
        int modern = start("n2", with(stores.serving("127.0.0.1"), Map.of("gale.api.tls.protocols", "TLSv1.3")));

        assertThat(refusal(with(stores.asking(), Map.of("gale.api.tls.protocols", "TLSv1.2")), modern))
                .contains("speaks no version of TLS, or no cipher suite, that is spoken here");
        int narrow = start(
                "n3",
                with(
                        stores.serving("127.0.0.1"),
                        Map.of(
                                "gale.api.tls.protocols",
                                "TLSv1.2",
                                "gale.api.tls.ciphers",
                                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")));
        assertThat(refusal(
                        with(
                                stores.asking(),
                                Map.of(
                                        "gale.api.tls.ciphers",
                                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")),
                        narrow))
                .contains("speaks no version of TLS, or no cipher suite, that is spoken here");
        assertThat(page(narrow, "/health")).contains("ok");
    }

    @Test
    void shouldAnswerNothingInTheClear() throws IOException {
        String answer = exchange("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotContain("HTTP").doesNotContain("leader");
        assertThatThrownBy(() -> RunningNimbus.get(port, "/health")).isInstanceOf(UncheckedIOException.class);
        assertThat(page(port, "/health")).contains("ok");
    }

    @Test
    void shouldBeAskedInTheClearByNobodyWhoSpeaksTls() throws IOException {
        int plain = start("n2", Map.of());

        assertThat(refusal(stores.asking(), plain))
                .contains("doesn't speak TLS there")
                .contains("gale.api.tls.enable");
    }

    @Test
    void shouldLeaveWhoDoesNotEndTheHandshake() throws IOException {
        List<String> begun =
                List.of("", "\u0016", "\u0016\u0003\u0001\u0001\u0000\u0001\u0000\u0000\u00fc\u0003\u0003");
        List<Socket> strangers = new ArrayList<>();
        for (String bytes : begun) {
            Socket stranger = connect();
            strangers.add(stranger);
            stranger.setSoTimeout(60_000);
            stranger.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        }
        for (Socket stranger : strangers) {
            try (stranger) {
                // Ends when the server has left; else it throws.
                stranger.getInputStream().readAllBytes();
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
        Await.until(
                "only the client's own connection is left",
                () -> daemons.get(0).load().connections() <= 1);
        assertThat(page(port, "/health")).contains("ok");
    }

    @Test
    void shouldNotStartWithAStoreThatCannotBeUsed() {
        Map<String, Object> expired = stores.serving("127.0.0.1");
        expired.put("gale.api.tls.keystore.path", stores.expiredKeys("old", "127.0.0.1"));
        Map<String, Object> closed = stores.serving("127.0.0.1");
        closed.put("gale.api.tls.client.truststore.password", "a guess");

        assertThatThrownBy(() -> start("n2", expired))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gale.api.tls.keystore.path=")
                .hasMessageContaining("renew it");
        assertThatThrownBy(() -> start("n2", closed))
                .hasMessageContaining("gale.api.tls.client.truststore.path=")
                .hasMessageNotContaining("a guess");
    }
}
