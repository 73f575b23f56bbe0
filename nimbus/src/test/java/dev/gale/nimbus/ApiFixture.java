package dev.gale.nimbus;

import static dev.gale.nimbus.testing.RunningNimbus.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.memory.InMemoryCluster;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DedicatedScheduler;
import dev.gale.kernel.time.SystemClock;
import dev.gale.nimbus.http.ApiLimits;
import dev.gale.nimbus.testing.Await;
import dev.gale.nimbus.testing.RunningNimbus;
import dev.gale.nimbus.topology.SubmissionCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Nimbus that leads and serves: a real server, the cluster's facts in memory, and a supervisor with four slots. */
abstract class ApiFixture {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Nobody is hung up on because a machine is slow. */
    private static final ApiLimits PATIENT =
            new ApiLimits(100, 4, Duration.ofSeconds(60), Duration.ofSeconds(60), 1_000, Duration.ofSeconds(60));

    @TempDir
    Path directory;

    final InMemoryCluster facts = new InMemoryCluster();
    final List<NimbusDaemon> daemons = new ArrayList<>();
    int port;

    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final DedicatedScheduler scheduler =
            new DedicatedScheduler(SystemClock.INSTANCE, (agent, error) -> errors.add(error), ThreadHook.NONE);

    /** What clients may take. */
    ApiLimits limits() {
        return PATIENT;
    }

    /** What the first Nimbus is told, beyond the usual. */
    Map<String, Object> firstConf() {
        return Map.of();
    }

    /** What a Nimbus answers to who may ask it. */
    String page(int nimbus, String path) {
        return get(nimbus, path).body();
    }

    @BeforeEach
    void startANimbusWithASupervisor() throws IOException {
        port = start("n1", firstConf());
        RunningNimbus.addSupervisor(facts, "s1", 6700, 6701, 6702, 6703);
        Await.until("the first Nimbus leads", () -> daemons.get(0).leads());
        Await.until(
                "it sees the supervisor",
                () -> page(port, "/api/v1/supervisor/summary").contains("s1"));
    }

    @AfterEach
    void stop() {
        daemons.forEach(NimbusDaemon::close);
        scheduler.close();
        assertThat(errors).isEmpty();
        Await.until(
                "no thread of ours is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("nb-")));
    }

    /** Starts a further Nimbus; the answer is its port. */
    final int start(String name, Map<String, Object> more) throws IOException {
        Map<String, Object> conf = new HashMap<>(Map.of(
                "storm.local.dir", directory.resolve(name).toString(),
                "gale.nimbus.api.port", 0,
                "gale.nimbus.submission.max.mb", 1,
                "gale.nimbus.code.max.mb", 1));
        conf.putAll(more);
        NimbusDaemon daemon = new NimbusDaemon(
                conf,
                executor -> facts.newClient(name, executor),
                SubmissionCheck.NONE,
                scheduler,
                SystemClock.INSTANCE,
                () -> {},
                limits());
        daemons.add(daemon);
        daemon.start();
        return daemon.info().apiPort();
    }

    final Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Sends something and reads until the server ends the connection. */
    final String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (SocketException e) {
            return "hung up: " + e.getMessage();
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).describedAs(answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }

    static void assertThatError(HttpResponse<String> answer, int status, String kind, String... said) {
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(status);
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.get("error").asString()).isEqualTo(kind);
        assertThat(error.get("errorMessage").asString()).isNotEmpty();
        for (String part : said) {
            assertThat(error.get("errorMessage").asString()).contains(part);
        }
    }
}
