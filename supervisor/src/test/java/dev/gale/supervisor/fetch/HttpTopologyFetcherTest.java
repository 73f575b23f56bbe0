package dev.gale.supervisor.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import dev.gale.supervisor.FakeApi;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.nimbus.KnownNimbuses;
import dev.gale.supervisor.nimbus.NimbusApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTopologyFetcherTest {
    private static final byte[] JAR = "not really a jar".getBytes(UTF_8);
    private static final TopologyId WORDS = new TopologyId("words-1");

    @TempDir
    private Path directory;

    private final KnownNimbuses nimbuses = new KnownNimbuses();
    private final Map<NimbusId, NimbusInfo> alive = new HashMap<>();
    private FakeApi api;
    private CodeHash jar;
    private TopologyVersion version;

    @BeforeEach
    void open() throws IOException {
        api = new FakeApi();
        jar = api.code(JAR);
        version = new TopologyVersion(WORDS, api.submission(Map.of("a", 1), jar));
        known("n1", api.port());
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldBringJarAndSubmission() throws Exception {
        FetchOutcome.Ready ready = fetcher().fetch(version);

        assertThat(ready.jar().orElseThrow().hash()).isEqualTo(jar);
        assertThat(ready.jar().orElseThrow().path())
                .isEqualTo(directory.resolve("supervisor/code/" + jar + "/topology.jar"))
                .hasBinaryContent(JAR);
        assertThat(FakeApi.hash(Files.readAllBytes(ready.submission()))).isEqualTo(version.codeHash());
        assertThat(ready.configuration()).containsExactly(Map.entry("a", 1L));
    }

    @Test
    void shouldBringATopologyThatNeedsNoJar() throws Exception {
        FetchOutcome.Ready ready = fetcher().fetch(new TopologyVersion(WORDS, api.submission(Map.of(), null)));

        assertThat(ready.jar()).isEmpty();
        assertThat(ready.submission()).exists();
    }

    @Test
    void shouldAskForNothingThatIsHere() throws Exception {
        fetcher().fetch(version);
        int before = api.requests().size();

        fetcher().fetch(version);

        assertThat(api.requests()).hasSize(before);
    }

    @Test
    void shouldNotFetchAJarAgainThatAnotherTopologyHas() throws Exception {
        fetcher().fetch(version);

        fetcher().fetch(new TopologyVersion(WORDS, api.submission(Map.of("a", 2), jar)));

        assertThat(api.requests()).containsOnlyOnce("/api/v1/code/" + jar);
    }

    @Test
    void shouldShowTheSecret() throws Exception {
        new HttpTopologyFetcher(
                        new LocalDirectory(directory),
                        nimbuses,
                        new NimbusApi(Optional.of("open sesame"), ApiCalls.PLAIN),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(1))
                .fetch(version);

        assertThat(api.authorizations()).containsOnly("Bearer open sesame");
    }

    @Test
    void shouldTryAgainWhenNimbusStumbles() throws Exception {
        api.failNext(2, 503);

        assertThat(fetcher().fetch(version).submission()).exists();
    }

    @Test
    void shouldRefuseAJarThatIsNotWhatWasAskedFor() throws Exception {
        CodeHash hash = FakeApi.hash("something else".getBytes(UTF_8));
        api.codeThatIsWrong(hash, JAR);
        TopologyVersion wrong = new TopologyVersion(WORDS, api.submission(Map.of(), hash));

        assertThatThrownBy(() -> fetcher().fetch(wrong))
                .isInstanceOf(FetchFailed.class)
                .hasMessageContaining("nimbus n1")
                .hasMessageContaining("SHA-256 is " + jar);
        assertThat(new LocalDirectory(directory).jar(hash)).doesNotExist();
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void shouldRefuseASubmissionThatIsNotWhatWasAskedFor() throws Exception {
        CodeHash hash = FakeApi.hash("something else".getBytes(UTF_8));
        api.codeThatIsWrong(
                hash,
                SubmissionJson.write(
                        new Submission("evil", Map.of(), new StormTopology(), null, Submission.InitialStatus.ACTIVE)));

        assertThatThrownBy(() -> fetcher().fetch(new TopologyVersion(WORDS, hash)))
                .isInstanceOf(FetchFailed.class)
                .hasMessageContaining("SHA-256");
        assertThat(new LocalDirectory(directory).submission(hash)).doesNotExist();
    }

    @Test
    void shouldTakeItFromAnotherNimbusWhenTheFirstHasNotGotIt() throws Exception {
        try (FakeApi other = new FakeApi()) {
            CodeHash hash = other.submission(Map.of("b", 1), jar);
            known("n2", other.port());

            assertThat(fetcher().fetch(new TopologyVersion(WORDS, hash)).submission())
                    .exists();
        }
    }

    @Test
    void shouldAskThoseFirstThatSayThatTheyHaveIt() throws Exception {
        try (FakeApi holder = new FakeApi()) {
            CodeHash hash = holder.submission(Map.of("b", 1), null);
            known("n2", holder.port());
            nimbuses.onHolders(Map.of(hash, Set.of(alive.get(new NimbusId("n2")))));

            fetcher().fetch(new TopologyVersion(WORDS, hash));

            assertThat(api.requests()).isEmpty();
        }
    }

    @Test
    void shouldSayWhatEachNimbusAnswered() {
        api.failNext(100, 401);

        assertThatThrownBy(() -> fetcher().fetch(version))
                .isInstanceOf(FetchFailed.class)
                .hasMessageContaining("nimbus n1 at 127.0.0.1:" + api.port() + ": wants another secret")
                .hasMessageContaining("gale.api.secret");
    }

    @Test
    void shouldSayThatNoNimbusIsKnown() {
        nimbuses.onNimbuses(Map.of());

        assertThatThrownBy(() -> fetcher().fetch(version))
                .isInstanceOf(FetchFailed.class)
                .hasMessageContaining("no Nimbus is known");
    }

    @Test
    void shouldRefuseASubmissionThatIsNone() {
        CodeHash hash = api.code("<html>".getBytes(UTF_8));

        assertThatThrownBy(() -> fetcher().fetch(new TopologyVersion(WORDS, hash)))
                .isInstanceOf(FetchFailed.class)
                .hasMessageContaining("what Nimbus has stored of it can't be used");
    }

    private void known(String id, int port) {
        alive.put(new NimbusId(id), new NimbusInfo(new NimbusId(id), "127.0.0.1", port, "test", Instant.EPOCH));
        nimbuses.onNimbuses(alive);
    }

    private HttpTopologyFetcher fetcher() {
        return new HttpTopologyFetcher(
                new LocalDirectory(directory),
                nimbuses,
                new NimbusApi(Optional.empty(), ApiCalls.PLAIN),
                Duration.ofSeconds(30),
                Duration.ofMillis(1));
    }

    private List<Path> leftOvers() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> path.toString().endsWith(".part")).toList();
        }
    }
}
