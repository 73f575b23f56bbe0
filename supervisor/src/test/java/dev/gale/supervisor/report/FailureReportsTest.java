package dev.gale.supervisor.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.kernel.time.ManualClock;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.supervisor.Await;
import dev.gale.supervisor.FakeApi;
import dev.gale.supervisor.directory.WorkerExit;
import dev.gale.supervisor.directory.WorkerRecord;
import dev.gale.supervisor.nimbus.KnownNimbuses;
import dev.gale.supervisor.nimbus.NimbusApi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureReportsTest {
    private static final TopologyId WORDS = new TopologyId("words-1");

    private final KnownNimbuses nimbuses = new KnownNimbuses();
    private FakeApi leader;
    private FailureReports reports;

    @BeforeEach
    void open() throws IOException {
        leader = new FakeApi();
        known(leader);
        reports = new FailureReports(
                "host-7",
                new ManualClock(1_700_000_000_000L),
                nimbuses,
                new NimbusApi(Optional.of("open sesame"), ApiCalls.PLAIN),
                Duration.ofMillis(1));
    }

    @AfterEach
    void close() {
        reports.close();
        leader.close();
    }

    @Test
    void shouldTellHowAWorkerEndedAndWhatItSaidLast() throws Exception {
        reports.onWorkerExit(exit(1, false, List.of("first", "last")));

        FakeApi.Post post = leader.takePost();
        assertThat(post.path()).isEqualTo("/api/v1/topology/words-1/errors");
        assertThat(post.body()).contains("\"component\":null", "\"time\":1500000000000");
        FailureReport sent = sent(post);
        assertThat(sent.host()).isEqualTo("host-7");
        assertThat(sent.port()).isEqualTo(6_700);
        assertThat(sent.message()).isEqualTo("the worker ended: exit code 1: crashed");
        assertThat(sent.lines()).containsExactly("first", "last");
        assertThat(leader.authorizations()).containsExactly("Bearer open sesame");
    }

    @Test
    void shouldTellThatAWorkerCouldNotBeStarted() throws Exception {
        reports.onNotStarted(WORDS, 6_701, "there is no such program");

        FailureReport sent = sent(leader.takePost());
        assertThat(sent.message()).isEqualTo("there is no such program");
        assertThat(sent.time()).isEqualTo(1_700_000_000_000L);
        assertThat(sent.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 21})
    void shouldSayNothingOfAnEndThatIsNoFailure(int code) throws Exception {
        reports.onWorkerExit(exit(code, false, List.of()));
        reports.onWorkerExit(exit(137, true, List.of()));
        reports.onNotStarted(WORDS, 6_700, "what comes after");

        assertThat(sent(leader.takePost()).message()).isEqualTo("what comes after");
    }

    @Test
    void shouldCutWhatIsTooLongAndLeaveOutWhatIsNotToBePrinted() throws Exception {
        List<String> lines = IntStream.range(0, 100)
                .mapToObj(i -> i + "\u001b[31m" + "x".repeat(10_000))
                .toList();

        reports.onWorkerExit(exit(1, false, lines));

        FailureReport sent = sent(leader.takePost());
        assertThat(sent.lines()).hasSize(50).allMatch(line -> line.length() <= 300 && line.endsWith("…"));
        assertThat(sent.lines().get(0)).startsWith("50 [31m");
    }

    @Test
    void shouldFollowAFollowerToTheLeader() throws Exception {
        try (FakeApi follower = new FakeApi()) {
            follower.redirectTo(leader);
            known(follower);

            reports.onNotStarted(WORDS, 6_700, "why");

            assertThat(sent(leader.takePost()).message()).isEqualTo("why");
            assertThat(follower.requests()).hasSize(1);
        }
    }

    @Test
    void shouldGiveUpWhenItIsSentInCircles() throws Exception {
        try (FakeApi other = new FakeApi()) {
            leader.redirectTo(other);
            other.redirectTo(leader);

            reports.onNotStarted(WORDS, 6_700, "why");

            // Six times, three steps further each time.
            Await.until(() -> leader.requests().size() + other.requests().size() == 24, leader::requests);
        }
    }

    @Test
    void shouldAskTheLeaderFirst() throws Exception {
        try (FakeApi other = new FakeApi()) {
            nimbuses.onNimbuses(Map.of(new NimbusId("other"), nimbus("other", other)));
            nimbuses.onLeader(Optional.of(nimbus("leader", leader)));

            reports.onNotStarted(WORDS, 6_700, "why");

            leader.takePost();
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void shouldTryAgainWhenNimbusStumbles() throws Exception {
        leader.failNext(3, 503);

        reports.onNotStarted(WORDS, 6_700, "why");

        assertThat(sent(leader.takePost()).message()).isEqualTo("why");
    }

    @Test
    void shouldNotInsistWhenNimbusDoesNotWantIt() throws Exception {
        leader.failNext(1, 404);

        reports.onNotStarted(WORDS, 6_700, "of a topology that was killed");
        reports.onNotStarted(WORDS, 6_700, "another");

        assertThat(sent(leader.takePost()).message()).isEqualTo("another");
        assertThat(leader.requests()).hasSize(2);
    }

    @Test
    void shouldGoOnAfterOneThatCouldNotBeDelivered() throws Exception {
        leader.failNext(6, 500);

        reports.onNotStarted(WORDS, 6_700, "never delivered");
        reports.onNotStarted(WORDS, 6_700, "another");

        assertThat(sent(leader.takePost()).message()).isEqualTo("another");
    }

    private void known(FakeApi api) {
        nimbuses.onNimbuses(Map.of(new NimbusId("n1"), nimbus("n1", api)));
    }

    private static NimbusInfo nimbus(String id, FakeApi api) {
        return new NimbusInfo(new NimbusId(id), "127.0.0.1", api.port(), "test", Instant.EPOCH);
    }

    private static FailureReport sent(FakeApi.Post post) {
        return RecordJson.read(post.body().getBytes(UTF_8), FailureReport.class);
    }

    private static WorkerExit exit(int code, boolean wasToldTo, List<String> lines) {
        return new WorkerExit(
                new WorkerRecord("w-1", 6_700, WORDS, new CodeHash("0".repeat(64)), Optional.empty()),
                42,
                Instant.ofEpochMilli(1_500_000_000_000L),
                Optional.of(code),
                wasToldTo,
                lines);
    }
}
