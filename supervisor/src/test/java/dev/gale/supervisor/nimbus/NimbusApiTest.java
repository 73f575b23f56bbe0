package dev.gale.supervisor.nimbus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.kernel.time.ManualClock;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.kernel.tls.ApiTls;
import dev.gale.supervisor.FakeApi;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.fetch.FetchFailed;
import dev.gale.supervisor.fetch.HttpTopologyFetcher;
import dev.gale.supervisor.fetch.TopologyVersion;
import dev.gale.supervisor.report.FailureReports;
import dev.gale.testsupport.PlainServer;
import dev.gale.testsupport.TestStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor fetches and reports by TLS, and that it does so in no other way. */
class NimbusApiTest {
    private static final TopologyId WORDS = new TopologyId("words-1");

    @TempDir
    private Path folder;

    private final KnownNimbuses nimbuses = new KnownNimbuses();
    private TestStores stores;
    private FakeApi guarded;
    private FakeApi plain;

    @BeforeEach
    void start() throws IOException {
        stores = new TestStores(folder, "ours");
        guarded = new FakeApi(ApiTls.serving(stores.serving("127.0.0.1")));
        plain = new FakeApi();
    }

    @AfterEach
    void stop() {
        guarded.close();
        plain.close();
    }

    private void known(int port) {
        NimbusId id = new NimbusId("n");
        nimbuses.onNimbuses(Map.of(id, new NimbusInfo(id, "127.0.0.1", port, "0.1.0", Instant.ofEpochSecond(1))));
    }

    private HttpTopologyFetcher fetcher(TestStores trusted) {
        return new HttpTopologyFetcher(
                new LocalDirectory(folder.resolve("supervisor")),
                nimbuses,
                new NimbusApi(Optional.of("open sesame"), ApiCalls.from(trusted.asking())),
                Duration.ofSeconds(60),
                Duration.ofMillis(1));
    }

    private static TopologyVersion version(FakeApi nimbus) {
        CodeHash jar = nimbus.code("a jar".getBytes(UTF_8));
        return new TopologyVersion(WORDS, nimbus.submission(Map.of(), jar));
    }

    @Test
    void shouldFetchByTls() throws Exception {
        known(guarded.port());
        TopologyVersion version = version(guarded);

        assertThat(fetcher(stores).fetch(version).jar().orElseThrow().path()).hasContent("a jar");
    }

    @Test
    void shouldNotFetchFromWhomItDoesNotTrust() {
        known(guarded.port());
        TopologyVersion version = version(guarded);

        assertThatThrownBy(() -> fetcher(new TestStores(folder, "others")).fetch(version))
                .isInstanceOf(FetchFailed.class)
                .hasMessageContaining("shows a certificate that isn't trusted here")
                .hasMessageContaining("gale.api.tls.client.truststore.path");
        assertThat(guarded.requests()).isEmpty();
    }

    @Test
    void shouldNotFetchInTheClearWhenToldToUseTls() throws IOException {
        TopologyVersion version = version(plain);
        try (PlainServer server = new PlainServer()) {
            known(server.port());

            assertThatThrownBy(() -> fetcher(stores).fetch(version))
                    .isInstanceOf(FetchFailed.class)
                    .hasMessageContaining("doesn't speak TLS there")
                    .hasMessageContaining("gale.api.tls.enable");
            assertThat(server.heard()).isNotEmpty().noneMatch(heard -> heard.contains("HTTP"));
        }
    }

    @Test
    void shouldReportByTlsAndNotWhereItIsSentToGoWithout() throws Exception {
        known(guarded.port());
        guarded.failNext(1, 503);
        try (FailureReports reports = new FailureReports(
                "host-7",
                new ManualClock(1_700_000_000_000L),
                nimbuses,
                new NimbusApi(Optional.of("open sesame"), ApiCalls.from(stores.asking())),
                Duration.ofMillis(1))) {
            reports.onNotStarted(WORDS, 6_700, "first");
            assertThat(guarded.takePost().body()).contains("first");

            guarded.redirectTo("http://127.0.0.1:" + plain.port());
            reports.onNotStarted(WORDS, 6_700, "second");
            // Each is tried six times; then the next has its turn.
            guarded.awaitRequests(2 + 6);
            assertThat(plain.requests()).isEmpty();
        }
    }
}
