package dev.gale.nimbus;

import static dev.gale.nimbus.testing.RunningNimbus.get;
import static dev.gale.nimbus.testing.RunningNimbus.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.report.TopologyReports;
import dev.gale.nimbus.testing.Await;
import dev.gale.nimbus.testing.Topologies;
import dev.gale.submission.SubmissionJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What workers and supervisors report, and what there is to see of it. */
class ReportsApiTest extends ApiFixture {
    private String id;
    private String topology;
    private List<String> workers;

    @BeforeEach
    void submitATopology() {
        byte[] body = SubmissionJson.write(Topologies.submission("clicks"));
        id = json(post(port, "/api/v1/topology", body)).get("id").asString();
        topology = "/api/v1/topology/" + id;
        Await.until("it is assigned", () -> page().get("workersTotal").asInt() == 2);
        workers = page().get("workers")
                .valueStream()
                .map(worker ->
                        worker.get("host").asString() + ":" + worker.get("port").asInt())
                .toList();
    }

    // Errors

    @Test
    void shouldShowWhyAWorkerCannotStart() {
        String worker = workers.get(0);
        String workerPort = worker.substring(worker.indexOf(':') + 1);

        HttpResponse<String> answer = report("errors", """
                {"host":"127.0.0.1","port":%s,"message":"The worker ended with code 13","time":1795240000000,
                 "lines":["Starting","no class com.acme.Count in the jar"],"later":"unknown fields do no harm"}""".formatted(workerPort));

        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
        JsonNode page = page();
        JsonNode failing = page.get("workers")
                .valueStream()
                .filter(one -> one.get("port").asString().equals(workerPort))
                .findFirst()
                .orElseThrow();
        assertThat(failing.get("lastError").asString())
                .isEqualTo("The worker ended with code 13\nStarting\nno class com.acme.Count in the jar");
        assertThat(failing.get("errorTime").asLong()).isEqualTo(1_795_240_000);
        assertThat(failing.get("errorLapsedSecs").asLong()).isGreaterThanOrEqualTo(0);
        assertThat(page.get("workers")
                        .valueStream()
                        .filter(one -> one.get("lastError").asString().isEmpty()))
                .hasSize(1);
        JsonNode error = page.get("topologyErrors").get(0);
        assertThat(error.get("component").isNull()).isTrue();
        assertThat(error.get("errorHost").asString()).isEqualTo("127.0.0.1");
        assertThat(error.get("errorPort").asString()).isEqualTo(workerPort);
        assertThat(error.get("count").asInt()).isEqualTo(1);
        assertThat(page.get("bolts").get(0).get("lastError").asString()).isEmpty();
    }

    @Test
    void shouldShowTheLastErrorOfAComponent() {
        report("errors", error("count", "first", "2026-11-21T20:00:00Z"));
        report("errors", error("count", "second", "2026-11-21T20:00:01.5Z"));
        report("errors", error("words", "other", null));

        JsonNode bolt = page().get("bolts").get(0);
        assertThat(bolt.get("lastError").asString()).isEqualTo("second");
        assertThat(bolt.get("errorHost").asString()).isEqualTo("h");
        assertThat(bolt.get("errorPort").asString()).isEqualTo("6700");
        JsonNode spout = page().get("spouts").get(0);
        assertThat(spout.get("lastError").asString()).isEqualTo("other");
        assertThat(spout.get("errorLapsedSecs").asLong()).isBetween(0L, 60L);
        JsonNode errors = json(get(port, "/api/v1/topology/clicks/errors"));
        assertThat(errors.get("id").asString()).isEqualTo(id);
        assertThat(errors.get("topologyErrors")
                        .valueStream()
                        .map(error -> error.get("error").asString()))
                .containsExactly("other", "second", "first");
    }

    @Test
    void shouldCountWhatComesAgainAndKeepNoMoreThanTheNewest() {
        for (int i = 0; i < 10; i++) {
            report("errors", error("count", "again", "2026-11-21T20:00:0" + i + "Z"));
        }
        report("errors", error("count", "again", "2026-11-21T20:00:09Z"));
        assertThat(errors()).hasSize(1);
        assertThat(errors().get(0).get("count").asInt()).isEqualTo(10);
        assertThat(errors().get(0).get("errorTime").asLong())
                .isEqualTo(Instant.parse("2026-11-21T20:00:09Z").getEpochSecond());
        assertThat(errors().get(0).get("firstErrorTime").asLong())
                .isEqualTo(Instant.parse("2026-11-21T20:00:00Z").getEpochSecond());
        assertThat(errors().get(0).get("firstErrorLapsedSecs").asLong())
                .isGreaterThanOrEqualTo(errors().get(0).get("errorLapsedSecs").asLong());

        for (int i = 0; i < TopologyReports.MOST_ERRORS + 5; i++) {
            report("errors", error("count", "error " + i, null));
        }

        assertThat(errors()).hasSize(TopologyReports.MOST_ERRORS);
        assertThat(errors().get(0).get("error").asString()).isEqualTo("error " + (TopologyReports.MOST_ERRORS + 4));
        assertThat(errors().toString()).doesNotContain("again");
    }

    @Test
    void shouldCutWhatIsLong() {
        String lines = IntStream.range(0, 200)
                .mapToObj(line -> "\"line " + line + " " + "x".repeat(100) + "\"")
                .collect(Collectors.joining(","));

        report(
                "errors",
                "{\"host\":\"h\",\"port\":1,\"message\":\"" + "y".repeat(10_000) + "\",\"lines\":[" + lines + "]}");

        String text = errors().get(0).get("error").asString();
        assertThat(text).hasSizeLessThan(20_000).contains("line 199 ").doesNotContain("line 149 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|host is missing",
                "{\"host\":\"h\",\"port\":6700}|message must say what went wrong",
                "{\"host\":\"h\",\"port\":99999,\"message\":\"m\"}|port must be from 0 to 65535",
                "{\"host\":\"h\",\"port\":\"x\",\"message\":\"m\"}|must look like",
                "{\"host\":\"h\",\"message\":\"m\",\"time\":\"yesterday\"}|must look like",
                "{\"host\":\"h\",\"message\":\"m\",\"time\":99999999999999999999}|must look like",
                "{\"host\":\"h\",\"message\":\"m\",\"time\":-1}|time must be from 1970",
                "[1]|must look like",
                "{|must look like"
            })
    void shouldSayHowAnErrorLooks(String body, String said) {
        assertThatError(report("errors", body), 400, "invalid", said, "\"message\":");
        assertThat(errors()).isEmpty();
    }

    // Statistics

    @Test
    void shouldAddUpWhatTheWorkersHaveDone() {
        stats(workers.get(0), executor("words", 10, 10, 0, 9, 1, 0, 0, 4), executor("count", 0, 0, 4, 4, 0, 2, 1, 0));
        stats(
                workers.get(1),
                executor("words", 20, 20, 0, 1, 0, 0, 0, 14),
                executor("count", 0, 0, 12, 12, 0, 6, 5, 0));
        stats(
                workers.get(1),
                executor("words", 30, 30, 0, 1, 0, 0, 0, 14),
                executor("count", 0, 0, 12, 12, 0, 6, 5, 0));

        JsonNode page = page();
        JsonNode spout = page.get("spouts").get(0);
        assertThat(spout.get("emitted").asLong()).isEqualTo(40);
        assertThat(spout.get("transferred").asLong()).isEqualTo(40);
        assertThat(spout.get("acked").asLong()).isEqualTo(10);
        assertThat(spout.get("failed").asLong()).isEqualTo(1);
        assertThat(spout.get("completeLatency").asString()).isEqualTo("5.000");
        JsonNode bolt = page.get("bolts").get(0);
        assertThat(bolt.get("executed").asLong()).isEqualTo(16);
        assertThat(bolt.get("processLatency").asString()).isEqualTo("5.000");
        assertThat(bolt.get("executeLatency").asString()).isEqualTo("4.000");
        assertThat(bolt.get("capacity").asString()).isEqualTo("0.500");
        assertThat(bolt.get("executors").asInt()).isEqualTo(4);
        JsonNode all = page.get("topologyStats").get(0);
        assertThat(all.get("window").asString()).isEqualTo(":all-time");
        assertThat(all.get("emitted").asLong()).isEqualTo(40);
        assertThat(all.get("acked").asLong()).isEqualTo(10);
        assertThat(all.get("completeLatency").asString()).isEqualTo("5.000");
    }

    @Test
    void shouldShowWhatIsDoneInASecond() {
        // given
        stats(1_000, workers.get(0), executor("words", 10, 10, 0, 9, 1, 0, 0, 4));
        JsonNode unknown = page();
        assertThat(unknown.get("spouts").get(0).get("emittedPerSec").isNull()).isTrue();
        assertThat(unknown.get("topologyStats").get(0).get("ackedPerSec").isNull())
                .isTrue();

        // when
        stats(4_000, workers.get(0), executor("words", 110, 70, 0, 49, 2, 0, 0, 4));
        stats(9_000, workers.get(1), executor("count", 0, 0, 5, 5, 0, 2, 1, 0));
        stats(9_500, workers.get(1), executor("count", 4, 8, 6, 7, 3, 2, 1, 0));

        // then
        JsonNode page = page();
        JsonNode spout = page.get("spouts").get(0);
        assertThat(spout.get("emittedPerSec").asDouble()).isEqualTo(33.333);
        assertThat(spout.get("transferredPerSec").asDouble()).isEqualTo(20);
        assertThat(spout.get("ackedPerSec").asDouble()).isEqualTo(13.333);
        assertThat(spout.get("failedPerSec").asDouble()).isEqualTo(0.333);
        JsonNode bolt = page.get("bolts").get(0);
        assertThat(bolt.get("emittedPerSec").asDouble()).isEqualTo(8);
        assertThat(bolt.get("transferredPerSec").asDouble()).isEqualTo(16);
        assertThat(bolt.get("executedPerSec").asDouble()).isEqualTo(2);
        assertThat(bolt.get("ackedPerSec").asDouble()).isEqualTo(4);
        assertThat(bolt.get("failedPerSec").asDouble()).isEqualTo(6);
        JsonNode all = page.get("topologyStats").get(0);
        assertThat(all.get("emittedPerSec").asDouble()).isEqualTo(41.333);
        assertThat(all.get("transferredPerSec").asDouble()).isEqualTo(36);
        assertThat(all.get("ackedPerSec").asDouble()).isEqualTo(13.333);
        assertThat(all.get("failedPerSec").asDouble()).isEqualTo(0.333);
    }

    @Test
    void shouldCountOnlyTheWorkersThatThereAre() {
        stats(workers.get(0), executor("words", 10, 10, 0, 9, 1, 0, 0, 4));
        stats(workers.get(1), executor("words", 20, 20, 0, 9, 1, 0, 0, 4));
        assertThatError(
                report("stats", "{\"worker\":\"elsewhere:1\",\"executors\":[]}"), 409, "conflict", "elsewhere:1");

        post(port, topology + "/rebalance/0", "{\"rebalanceOptions\":{\"numWorkers\":1}}".getBytes(UTF_8));
        Await.until("it has one worker", () -> page().get("workersTotal").asInt() == 1);

        assertThat(page().get("spouts").get(0).get("emitted").asLong()).isIn(10L, 20L);
        report("stats", "{\"worker\":\"" + workers.get(0) + "\",\"executors\":[]}");
        report("stats", "{\"worker\":\"" + workers.get(1) + "\",\"executors\":[]}");
        assertThat(page().get("spouts").get(0).get("emitted").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|worker is missing",
                "{\"worker\":\"w\"}|executors must be a list",
                "{\"worker\":\"w\",\"uptimeMs\":-1,\"executors\":[]}|uptimeMs must not be negative",
                "{\"worker\":\"w\",\"executors\":[null]}|executors must be a list",
                "{\"worker\":\"w\",\"executors\":[{}]}|component is missing",
                "{\"worker\":\"w\",\"executors\":[{\"component\":\"c\",\"emitted\":-1}]}|emitted must not be negative",
                "{\"worker\":\"w\",\"executors\":[{\"component\":\"c\",\"firstTask\":2,\"lastTask\":1}]}|lastTask",
                "{\"worker\":\"w\",\"executors\":[{\"component\":\"c\",\"capacity\":\"NaN\"}]}|capacity must be",
                "{\"worker\":\"w\",\"executors\":[{\"component\":\"c\",\"emitted\":1e99}]}|must look like"
            })
    void shouldSayHowStatisticsLook(String body, String said) {
        assertThatError(report("stats", body), 400, "invalid", said, "\"worker\":");
    }

    // Both

    @ParameterizedTest
    @CsvSource({"errors, 65537"})
    void shouldBoundWhatIsReported(String what, int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) ' ');

        assertThatError(post(port, topology + "/" + what, body), 413, "too-large", String.valueOf(bytes - 1));
        assertThatError(post(port, topology + "/" + what, new byte[0]), 400, "invalid", "There must be a body");
        assertThatError(post(port, "/api/v1/topology/none/" + what, body), 404, "not-found", "clicks");
    }

    @Test
    void shouldSendReportsAndReadersToTheLeader() throws IOException {
        int follower = start("n2", Map.of());
        Await.until(
                "the follower knows the leader",
                () -> get(follower, "/api/v1/nimbus/summary").body().contains("\"Leader\""));
        for (HttpResponse<String> answer : List.of(
                post(follower, topology + "/errors", "{}".getBytes(UTF_8)),
                post(follower, topology + "/stats", "{}".getBytes(UTF_8)),
                get(follower, topology + "/errors"),
                get(follower, topology))) {
            assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(307);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("http://127.0.0.1:" + port);
        }
    }

    @Test
    void shouldForgetAllOfATopologyThatIsGone() {
        report("errors", error("count", "boom", null));
        post(port, topology + "/kill/0", new byte[0]);
        Await.until("it is gone", () -> get(port, topology).statusCode() == 404);

        assertThatError(report("errors", error("count", "boom", null)), 404, "not-found");
        String again = json(post(port, "/api/v1/topology", SubmissionJson.write(Topologies.submission("clicks"))))
                .get("id")
                .asString();
        assertThat(json(get(port, "/api/v1/topology/" + again + "/errors")).get("topologyErrors"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldOutliveWhateverIsReported(long seed) {
        Random random = new Random(seed);
        List<String> good = List.of(
                error("count", "boom", "2026-11-21T20:00:00Z"),
                "{\"worker\":\"" + workers.get(0) + "\",\"uptimeSecs\":7,\"executors\":["
                        + executor("words", 10, 10, 0, 9, 1, 0, 0, 4) + "]}");
        for (int i = 0; i < 200; i++) {
            byte[] body = good.get(random.nextInt(good.size())).getBytes(UTF_8);
            for (int change = random.nextInt(4); change > 0; change--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(128);
            }
            byte[] sent = Arrays.copyOf(body, random.nextInt(8) == 0 ? random.nextInt(body.length) : body.length);
            HttpResponse<String> answer = post(port, topology + (random.nextBoolean() ? "/errors" : "/stats"), sent);
            assertThat(answer.statusCode())
                    .describedAs(new String(sent, UTF_8) + "\n" + answer.body())
                    .isIn(200, 400, 409);
        }
        assertThat(page().get("name").asString()).isEqualTo("clicks");
    }

    private static String error(String component, String message, String time) {
        return "{\"host\":\"h\",\"port\":6700,\"component\":\"" + component + "\",\"message\":\"" + message + "\""
                + (time == null ? "" : ",\"time\":\"" + time + "\"") + "}";
    }

    private static String executor(
            String component,
            long emitted,
            long transferred,
            long executed,
            long acked,
            long failed,
            double processMs,
            double executeMs,
            double completeMs) {
        return """
                {"component":"%s","firstTask":1,"lastTask":1,"emitted":%d,"transferred":%d,"executed":%d,"acked":%d,
                 "failed":%d,"processLatencyMs":%s,"executeLatencyMs":%s,"completeLatencyMs":%s,"capacity":0.5}""".formatted(
                        component, emitted, transferred, executed, acked, failed, processMs, executeMs, completeMs);
    }

    private void stats(long uptimeMs, String worker, String... executors) {
        HttpResponse<String> answer = report(
                "stats",
                "{\"worker\":\"" + worker + "\",\"uptimeSecs\":" + uptimeMs / 1_000 + ",\"uptimeMs\":" + uptimeMs
                        + ",\"startedAt\":1795240000000,\"executors\":[" + String.join(",", executors) + "]}");
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
    }

    private void stats(String worker, String... executors) {
        HttpResponse<String> answer = report(
                "stats",
                "{\"worker\":\"" + worker + "\",\"uptimeSecs\":7,\"executors\":[" + String.join(",", executors) + "]}");
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> report(String what, String body) {
        return post(port, topology + "/" + what, body.getBytes(UTF_8));
    }

    private JsonNode page() {
        return json(get(port, topology));
    }

    private JsonNode errors() {
        return json(get(port, topology + "/errors")).get("topologyErrors");
    }
}
