package dev.gale.nimbus;

import static dev.gale.nimbus.testing.RunningNimbus.get;
import static dev.gale.nimbus.testing.RunningNimbus.post;
import static dev.gale.nimbus.testing.RunningNimbus.put;
import static dev.gale.nimbus.testing.RunningNimbus.request;
import static dev.gale.nimbus.testing.RunningNimbus.send;
import static dev.gale.nimbus.testing.RunningNimbus.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.nimbus.testing.Await;
import dev.gale.nimbus.testing.Topologies;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The API as a client sees it. */
class ApiTest extends ApiFixture {
    // Code

    @Test
    void shouldGiveBackTheCodeThatItWasGiven() {
        byte[] jar = bytes(100_000);
        String path = "/api/v1/code/" + sha256(jar);
        assertThat(send(request(port, path).method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);

        assertThat(put(port, path, BodyPublishers.ofByteArray(jar)).statusCode())
                .isEqualTo(201);
        assertThat(put(port, path, BodyPublishers.ofByteArray(jar)).statusCode())
                .isEqualTo(200);

        assertThat(sha256(getBytes(path))).isEqualTo(sha256(jar));
        HttpResponse<String> head = send(request(port, path).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(100_000);
    }

    @Test
    void shouldKeepNothingOfCodeThatIsNotWhatItWasSaidToBe() throws IOException {
        String other = sha256(bytes(7));

        HttpResponse<String> answer = put(port, "/api/v1/code/" + other, BodyPublishers.ofByteArray(bytes(100)));

        assertThatError(answer, 422, "hash-differs", other);
        assertThat(get(port, "/api/v1/code/" + other).statusCode()).isEqualTo(404);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void shouldRefuseCodeThatIsTooLargeWhetherItSaysSoOrNot() throws IOException {
        byte[] jar = bytes((1 << 20) + 1);
        String path = "/api/v1/code/" + sha256(jar);

        HttpResponse<String> chunked =
                put(port, path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(jar)));
        assertThatError(chunked, 413, "too-large", "1048576");
        assertThat(exchange("PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + jar.length
                        + "\r\nExpect: 100-continue\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("1048576");
        assertThat(get(port, path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "..%2f..%2fetc%2fpasswd", "0123"})
    void shouldTakeNothingButAHashForCode(String name) {
        assertThat(get(port, "/api/v1/code/" + name).statusCode()).isBetween(400, 404);
        assertThat(put(port, "/api/v1/code/" + name, BodyPublishers.ofString("x"))
                        .statusCode())
                .isBetween(400, 404);
    }

    // Topologies

    @Test
    void shouldRunATopologyFromSubmissionToKill() throws InvalidSubmission {
        byte[] jar = bytes(1_000);
        put(port, "/api/v1/code/" + sha256(jar), BodyPublishers.ofByteArray(jar));
        Submission submission =
                Topologies.submission("clicks", Map.of("topology.workers", 2, "my.password", "pssst"), sha256(jar));

        HttpResponse<String> answer =
                post(port, "/api/v1/topology", SubmissionJson.write(submission), "Gale-Request-Id", "r-1");

        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(201);
        String id = json(answer).get("id").asString();
        assertThat(id).startsWith("clicks-1-");
        assertThat(json(answer).get("status").asString()).isEqualTo("ACTIVE");
        Await.until(
                "it is assigned",
                () -> json(get(port, "/api/v1/topology/" + id))
                                .get("workersTotal")
                                .asInt()
                        == 2);
        JsonNode page = json(get(port, "/api/v1/topology/clicks"));
        assertThat(page.get("executorsTotal").asInt()).isEqualTo(6);
        assertThat(page.get("spouts").get(0).get("spoutId").asString()).isEqualTo("words");
        assertThat(page.get("bolts").get(0).get("tasks").asInt()).isEqualTo(4);
        assertThat(page.get("configuration").get("my.password").asString()).isEqualTo("*****");
        assertThat(page.get("workers").get(0).get("running").asBoolean()).isFalse();
        Submission stored = SubmissionJson.read(
                get(port, "/api/v1/topology/" + id + "/submission").body().getBytes(UTF_8));
        assertThat(stored.codeHash()).isEqualTo(sha256(jar));
        assertThat(stored.topology().get_bolts().get("count").get_common().get_conf())
                .containsEntry("topology.tasks", 4L);

        assertThat(json(post(port, "/api/v1/topology/clicks/deactivate", new byte[0]))
                        .get("status")
                        .asString())
                .isEqualTo("success");
        assertThat(json(get(port, "/api/v1/topology/" + id)).get("status").asString())
                .isEqualTo("INACTIVE");
        post(port, "/api/v1/topology/clicks/activate", new byte[0]);
        HttpResponse<String> rebalanced = post(
                port,
                "/api/v1/topology/clicks/rebalance/0",
                "{\"rebalanceOptions\":{\"numWorkers\":\"1\",\"executors\":{\"count\":2}}}".getBytes(UTF_8));
        assertThat(rebalanced.statusCode()).describedAs(rebalanced.body()).isEqualTo(200);
        Await.until(
                "it has one worker",
                () -> json(get(port, "/api/v1/topology/" + id))
                                .get("workersTotal")
                                .asInt()
                        == 1);
        JsonNode killed = json(post(port, "/api/v1/topology/" + id + "/kill/0", new byte[0]));
        assertThat(killed.get("topologyOperation").asString()).isEqualTo("kill");
        assertThat(killed.get("topologyId").asString()).isEqualTo(id);
        Await.until("it is gone", () -> get(port, "/api/v1/topology/" + id).statusCode() == 404);
    }

    @Test
    void shouldSayInItsAnswerHowManySlotsAreFreeAndWhereWhenThereAreTooFew() {
        byte[] first = SubmissionJson.write(Topologies.submission("first", Map.of("topology.workers", 3), null));
        byte[] second = SubmissionJson.write(Topologies.submission("second", Map.of("topology.workers", 2), null));
        byte[] third = SubmissionJson.write(Topologies.submission("third"));

        assertThat(json(post(port, "/api/v1/topology", first))
                        .get("schedulerInfo")
                        .isNull())
                .isTrue();
        assertThat(json(post(port, "/api/v1/topology", second))
                        .get("schedulerInfo")
                        .asString())
                .contains("needs 2 slots")
                .contains("127.0.0.1:670");
        HttpResponse<String> unplaced = post(port, "/api/v1/topology", third);
        assertThat(unplaced.statusCode()).isEqualTo(201);
        assertThat(json(unplaced).get("schedulerInfo").asString()).contains("needs 2 slots, none free");
        assertThat(json(get(port, "/api/v1/topology/third"))
                        .get("schedulerInfo")
                        .asString())
                .contains("none free");
    }

    @Test
    void shouldAnswerARepeatedSubmissionAsTheFirstTime() {
        byte[] body = SubmissionJson.write(Topologies.submission("clicks"));

        HttpResponse<String> first = post(port, "/api/v1/topology", body, "Gale-Request-Id", "r-1");
        HttpResponse<String> again = post(port, "/api/v1/topology", body, "Gale-Request-Id", "r-1");
        HttpResponse<String> other = post(port, "/api/v1/topology", body, "Gale-Request-Id", "r-2");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThatError(other, 409, "name-in-use", "clicks");
    }

    @Test
    void shouldNameAllThatIsWrongWithASubmission() {
        Submission submission = new Submission(
                "clicks",
                Map.of("topology.workers", 0, "topology.worker", 2, "topology.priority", "high"),
                Topologies.wordCount(),
                null,
                null);

        HttpResponse<String> answer = post(port, "/api/v1/topology", SubmissionJson.write(submission));

        assertThatError(
                answer,
                400,
                "invalid",
                "topology.workers=0",
                "did you mean topology.workers",
                "topology.priority=high");
        assertThatError(post(port, "/api/v1/topology", "{}".getBytes(UTF_8)), 400, "invalid", "name");
        assertThatError(post(port, "/api/v1/topology", new byte[2 << 20]), 413, "too-large", "1048576");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/topology/none/kill/0, 404, not-found",
        "/api/v1/topology/none/kill/soon, 400, invalid",
        "/api/v1/topology/none/kill/99999999999, 400, invalid",
        "/api/v1/topology/none/activate, 404, not-found",
        "/api/v1/topology/none/rebalance/0, 404, not-found",
        "/api/v1/topology/none/explode, 404, not-found",
        "/api/v1/topology/summary, 405, method-not-allowed",
        "/elsewhere, 404, not-found"
    })
    void shouldSayWhatIsWrongWithARequest(String path, int status, String kind) {
        assertThatError(post(port, path, new byte[0]), status, kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[",
                "{\"rebalanceOptions\":{\"numWorkers\":\"many\"}}",
                "{\"rebalanceOptions\":{\"executors\":{\"a\":null}}}"
            })
    void shouldSayHowARebalanceLooks(String body) {
        assertThatError(post(port, "/api/v1/topology/none/rebalance/0", body.getBytes(UTF_8)), 400, "invalid");
    }

    @Test
    void shouldHaveTheFieldsOfStormsSummaries() {
        JsonNode cluster = json(get(port, "/api/v1/cluster/summary"));
        assertThat(cluster.get("stormVersion").asString().split("\\.")).hasSize(3);
        assertThat(cluster.get("slotsTotal").asInt()).isEqualTo(4);
        assertThat(cluster.get("slotsFree").asInt()).isEqualTo(4);
        JsonNode nimbus =
                json(get(port, "/api/v1/nimbus/summary")).get("nimbuses").get(0);
        assertThat(nimbus.get("status").asString()).isEqualTo("Leader");
        assertThat(nimbus.get("nimbusUpTimeSeconds").isString()).isTrue();
        assertThat(json(get(port, "/api/v1/topology/summary")).get("topologies").isEmpty())
                .isTrue();
        assertThat(json(get(port, "/api/v1/cluster/configuration"))
                        .get("gale.nimbus.api.port")
                        .asInt())
                .isZero();
        assertThat(json(get(port, "/health")).get("leader").asBoolean()).isTrue();
    }

    // More than one

    @Test
    void shouldSendChangesToTheLeaderAndCopyCode() throws IOException {
        int follower = start("n2", Map.of());
        Await.until(
                "the follower knows the leader",
                () -> get(follower, "/api/v1/nimbus/summary").body().contains("\"Leader\""));
        byte[] body = SubmissionJson.write(
                Topologies.submission("clicks", Map.of("topology.min.replication.count", 2), null));

        HttpResponse<String> redirect = post(follower, "/api/v1/topology?x=1", body);

        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("Location"))
                .contains("http://127.0.0.1:" + port + "/api/v1/topology?x=1");
        HttpResponse<String> accepted = post(port, "/api/v1/topology", body);
        assertThat(accepted.statusCode()).describedAs(accepted.body()).isEqualTo(201);
        String id = json(accepted).get("id").asString();
        Await.until(
                "the follower has the submission",
                () -> get(follower, "/api/v1/topology/" + id + "/submission").statusCode() == 200);
        daemons.get(0).close();
        Await.until(
                "the follower leads",
                () -> json(get(follower, "/health")).get("leader").asBoolean());
        assertThat(json(post(follower, "/api/v1/topology/clicks/kill/0", new byte[0]))
                        .get("status")
                        .asString())
                .isEqualTo("success");
    }

    // Strangers

    @Test
    void shouldRefuseToListenForOthersWithoutASecret() {
        assertThatThrownBy(() -> start("n2", Map.of("gale.nimbus.api.host", "0.0.0.0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gale.api.secret")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void shouldSayWhichPortIsTaken() {
        assertThatThrownBy(() -> start("n2", Map.of("gale.nimbus.api.port", port)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't listen on 127.0.0.1:" + port)
                .hasMessageContaining("gale.nimbus.api.port");
    }

    @Test
    void shouldAnswerOnlyWhoKnowsTheSecret() throws IOException {
        String secret = "correct horse battery staple";
        int guarded = start("n2", Map.of("gale.api.secret", secret));

        assertThatError(get(guarded, "/api/v1/cluster/summary"), 401, "unauthorized", "gale.api.secret");
        assertThatError(
                get(guarded, "/api/v1/cluster/summary", "Authorization", "Bearer " + secret + "x"),
                401,
                "unauthorized");
        assertThat(get(guarded, "/api/v1/cluster/summary", "Authorization", "Bearer " + secret)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> configuration =
                get(guarded, "/api/v1/cluster/configuration", "Authorization", "bearer " + secret);
        assertThat(configuration.statusCode()).isEqualTo(200);
        assertThat(configuration.body()).doesNotContain(secret);
        assertThat(get(guarded, "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseWhatPagesFromElsewhereSend() throws IOException {
        assertThatError(
                post(port, "/api/v1/topology/clicks/kill/0", new byte[0], "Origin", "http://evil.example.org"),
                403,
                "forbidden");
        assertThat(exchange(
                        "GET /api/v1/topology/summary HTTP/1.1\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(exchange("GET /api/v1/topology/summary HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void shouldTellWhoAsksBeforeSendingToGoOn() throws IOException {
        byte[] code = "abc".getBytes(UTF_8);
        try (Socket socket = connect()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("PUT /api/v1/code/" + sha256(code)
                                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
                                    + "Expect: 100-continue\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(socket.getInputStream().readNBytes(goOn.length()), UTF_8))
                    .isEqualTo(goOn);
            socket.getOutputStream().write(code);
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 201");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldOutliveWhateverIsSent(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] submission = SubmissionJson.write(Topologies.submission("clicks"));
        List<byte[]> good = List.of(
                "GET /api/v1/cluster/summary HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8),
                "POST /api/v1/topology/x/rebalance/0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
                        .getBytes(UTF_8),
                ("PUT /api/v1/code/" + sha256(bytes(3))
                                + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
                        .getBytes(UTF_8),
                joined(
                        ("POST /api/v1/topology HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + submission.length
                                        + "\r\n\r\n")
                                .getBytes(UTF_8),
                        submission));
        for (int i = 0; i < 60; i++) {
            byte[] request = good.get(random.nextInt(good.size())).clone();
            for (int change = random.nextInt(6); change > 0; change--) {
                request[random.nextInt(Math.min(request.length, 400))] = (byte) random.nextInt(256);
            }
            try (Socket socket = connect()) {
                socket.getOutputStream().write(request, 0, 1 + random.nextInt(request.length));
                socket.shutdownOutput();
                socket.setSoTimeout(60_000);
                socket.getInputStream().readAllBytes();
            } catch (SocketException e) {
                // The server hung up, which is an answer too.
            }
        }
        assertThat(exchange("GET /api/v1/health HTTP/1.1\r\nX: " + "y".repeat(100_000) + "\r\n\r\n"))
                .doesNotContain("HTTP/1.1 200");
        assertThat(get(port, "/health").statusCode()).isEqualTo(200);
    }

    private byte[] getBytes(String path) {
        try (InputStream in = request(port, path).build().uri().toURL().openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] joined(byte[] head, byte[] body) {
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
