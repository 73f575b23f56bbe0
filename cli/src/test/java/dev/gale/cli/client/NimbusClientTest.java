package dev.gale.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gale.cli.FakeNimbus;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NimbusClientTest {
    @TempDir
    Path directory;

    private final FakeNimbus nimbus = new FakeNimbus();
    private final FakeNimbus other = new FakeNimbus();

    @AfterEach
    void close() {
        nimbus.close();
        other.close();
    }

    private static NimbusClient client(Map<String, Object> more, String... seeds) {
        Map<String, Object> conf = new HashMap<>();
        conf.put("nimbus.seeds", List.of(seeds));
        conf.put("storm.nimbus.retry.times", 4);
        conf.put("storm.nimbus.retry.interval.millis", 1);
        conf.put("storm.nimbus.retry.intervalceiling.millis", 5);
        conf.putAll(more);
        return new NimbusClient(ClientSettings.from(conf));
    }

    private NimbusClient client() {
        return client(Map.of(), nimbus.address());
    }

    @Test
    void shouldRepeatAnOrderUnderTheSameIdWhenItsAnswerIsLost() {
        nimbus.run("words");
        nimbus.loseAnswers("POST", 2);

        Optional<Json> answer = client().order("/topology/words/deactivate", Optional.empty());

        assertThat(answer).isPresent();
        assertThat(nimbus.seen()).hasSize(3);
        assertThat(nimbus.seen().stream().map(FakeNimbus.Seen::requestId).distinct())
                .hasSize(1);
    }

    @Test
    void shouldTakeAKillForDoneWhenItsRepetitionFindsNothingAnyMore() {
        nimbus.run("words");
        nimbus.loseAnswers("POST", 1);

        assertThat(client().order("/topology/words/kill/0", Optional.empty())).isPresent();
        assertThat(client().order("/topology/words/kill/0", Optional.empty())).isEmpty();
    }

    @Test
    void shouldAskTheNextSeedWhenOneCanNotBeReached() {
        other.close();

        assertThat(client(Map.of(), other.address(), nimbus.address())
                        .get("/topology/summary")
                        .list("topologies"))
                .isEmpty();
    }

    @Test
    void shouldStayWithTheSeedThatAnswered() {
        other.close();
        NimbusClient client = client(Map.of(), other.address(), nimbus.address());

        client.get("/topology/summary");
        client.get("/topology/summary");

        assertThat(nimbus.seen()).hasSize(2);
    }

    @Test
    void shouldGoToTheLeaderWithTheOrderAndItsId() {
        nimbus.run("words");
        other.follow("http://" + nimbus.address());

        client(Map.of("gale.api.secret", "hush"), other.address())
                .order("/topology/words/rebalance/1", Optional.of(Json.of(Map.of("a", 1))));

        FakeNimbus.Seen order = nimbus.seen().get(0);
        assertThat(order).hasToString("POST /api/v1/topology/words/rebalance/1");
        assertThat(order.requestId()).isEqualTo(other.seen().get(0).requestId()).isNotNull();
        assertThat(order.authorization()).isEqualTo("Bearer hush");
        assertThat(order.body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void shouldUploadToTheLeaderWhenAFollowerIsAsked() throws Exception {
        other.follow("http://" + nimbus.address());
        Path file = Files.write(directory.resolve("code.jar"), new byte[3_000_000]);
        String hash = sha256(file);

        client(Map.of(), other.address()).putCode(hash, file, bytes -> {});

        assertThat(nimbus.code(hash)).hasSize(3_000_000);
    }

    @Test
    void shouldTellHowFarAnUploadIs() throws Exception {
        Path file = Files.write(directory.resolve("code.jar"), new byte[200_000]);
        List<Long> told = new ArrayList<>();

        client().putCode(sha256(file), file, told::add);

        assertThat(told).startsWith(0L).endsWith(200_000L).isSorted().hasSizeGreaterThan(2);
    }

    @Test
    void shouldBeginAnUploadAnewWhenItsAnswerIsLost() throws Exception {
        nimbus.loseAnswers("PUT", 1);
        Path file = Files.write(directory.resolve("code.jar"), new byte[200_000]);
        List<Long> told = new ArrayList<>();
        String hash = sha256(file);

        client().putCode(hash, file, told::add);

        assertThat(told.stream().filter(bytes -> bytes == 0)).hasSize(2);
        assertThat(nimbus.code(hash)).hasSize(200_000);
        assertThat(client().wantsCode(hash, file)).isFalse();
        assertThat(client().wantsCode("0".repeat(64), file)).isTrue();
    }

    @Test
    void shouldRefuseToLeaveTlsOrGoRoundInCircles() {
        nimbus.follow("http://" + nimbus.address());
        assertFailure(ExitCode.UNREACHABLE, "the Nimbuses send each other's clients round in a circle");

        other.follow("ftp://" + nimbus.address());
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> client(Map.of(), other.address()).order("/x/activate", Optional.empty()))
                .withMessageContaining("which begins otherwise than with http:");
    }

    @Test
    void shouldTryAgainWhileNoneCanActAndThenGiveUp() {
        nimbus.answer("/activate", 503, "{\"errorMessage\":\"no Nimbus leads at present; try again\"}");

        assertFailure(ExitCode.UNREACHABLE, "no Nimbus leads at present; try again");
        assertThat(nimbus.seen()).hasSize(5);
    }

    @Test
    void shouldGiveUpWhenNobodyAnswersInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> client(
                                    Map.of("gale.client.request.timeout.millis", 50, "storm.nimbus.retry.times", 1),
                                    address)
                            .get("/topology/summary"))
                    .withMessageStartingWith("no Nimbus at " + address + " answered within 0.05 s")
                    .matches(failure -> failure.exitCode() == ExitCode.UNREACHABLE);
        }
    }

    @Test
    void shouldSayThatTheSecretIsWrong() {
        nimbus.requireSecret("hush");

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> client().get("/topology/summary"))
                .withMessageContaining("gale.api.secret")
                .matches(failure -> failure.exitCode() == ExitCode.REFUSED);
        assertThat(client(Map.of("gale.api.secret", "hush"), nimbus.address()).get("/topology/summary"))
                .isNotNull();
    }

    @Test
    void shouldUnderstandSeedsAsPeopleWriteThem() {
        assertThat(ClientSettings.from(Map.of(
                                "nimbus.seeds",
                                List.of("a", "b:9", "10.0.0.1", "[::1]:7", "::1", "https://c", "http://d:80/")))
                        .seeds())
                .map(Object::toString)
                .containsExactly(
                        "http://a:8080",
                        "http://b:9",
                        "http://10.0.0.1:8080",
                        "http://[::1]:7",
                        "http://[::1]:8080",
                        "https://c:8080",
                        "http://d:80");
        assertThat(ClientSettings.from(Map.of("nimbus.host", "h", "gale.nimbus.api.port", 1))
                        .seeds())
                .map(Object::toString)
                .containsExactly("http://h:1");
        assertThat(ClientSettings.from(Map.of()).seeds())
                .map(Object::toString)
                .containsExactly("http://localhost:8080");
    }

    private void assertFailure(ExitCode code, String sentence) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> client().order("/x/activate", Optional.empty()))
                .withMessageContaining(sentence)
                .matches(failure -> failure.exitCode() == code);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
