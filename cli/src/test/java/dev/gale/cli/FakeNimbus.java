package dev.gale.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gale.cli.json.Json;
import dev.gale.kernel.tls.TlsEnd;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real HTTP server that answers as a Nimbus does, for topologies that only exist here, and misbehaves where it is told to.
 */
public final class FakeNimbus implements AutoCloseable {
    /** A request as it came in. */
    public record Seen(String method, String path, String requestId, String authorization, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** How to treat a request instead of as usual. */
    private interface Misbehaviour {
        void apply(HttpExchange exchange, byte[] body) throws IOException;
    }

    private record Rule(Predicate<Seen> on, Misbehaviour misbehaviour) {}

    private static final Pattern TOPOLOGY = Pattern.compile("/api/v1/topology/([^/]+)(/.*)?");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    // All guarded by this.
    private final List<Seen> seen = new ArrayList<>();
    private final Deque<Rule> rules = new ArrayDeque<>();
    private final Map<String, byte[]> code = new LinkedHashMap<>();
    private final Map<String, Submission> submissions = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> topologies = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> answersById = new HashMap<>();
    private String secret;
    private int executed;

    public FakeNimbus() {
        this(Optional.empty());
    }

    /** @param tls what it speaks; empty: plain HTTP */
    public FakeNimbus(Optional<TlsEnd> tls) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls.isPresent()) {
                HttpsServer guarded = HttpsServer.create(anyPort, 0);
                guarded.setHttpsConfigurator(new HttpsConfigurator(tls.get().context()));
                server = guarded;
            } else {
                server = HttpServer.create(anyPort, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    public synchronized List<String> orders() {
        return seen.stream()
                .filter(request ->
                        !request.method().equals("GET") && !request.method().equals("HEAD"))
                .map(Seen::toString)
                .toList();
    }

    public synchronized byte[] code(String hash) {
        return code.get(hash);
    }

    public synchronized Submission submission(String name) {
        return submissions.get(name);
    }

    /** How many orders have been carried out, not counting repetitions. */
    public synchronized int executed() {
        return executed;
    }

    public synchronized void requireSecret(String secret) {
        this.secret = secret;
    }

    /** Has a topology run. */
    public synchronized void run(String name) {
        Map<String, Object> topology = new LinkedHashMap<>();
        topology.put("id", name + "-1-1795240000");
        topology.put("name", name);
        topology.put("status", "ACTIVE");
        topology.put("uptime", "3h 12m");
        topology.put("workersTotal", 2);
        topology.put("executorsTotal", 14);
        topology.put("tasksTotal", 14);
        topology.put(
                "workers",
                List.of(Map.of("host", "host-b", "port", 6700, "running", true, "pid", 4711, "executorsTotal", 14)));
        topology.put("spouts", List.of(component("spoutId", "lines", 0)));
        topology.put("bolts", List.of(component("boltId", "count", 0)));
        topologies.put(name, topology);
    }

    private static Map<String, Object> component(String id, String name, long done) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put(id, name);
        component.put("executors", 2);
        component.put("tasks", 4);
        component.put("emitted", done);
        component.put("executed", done);
        component.put("acked", done);
        component.put("failed", "0");
        component.put("emittedPerSec", done == 0 ? null : 25_000.125);
        component.put("executedPerSec", done == 0 ? null : 1_250_000.0);
        component.put("ackedPerSec", done == 0 ? null : 7.4);
        component.put("failedPerSec", done == 0 ? null : 0.0);
        component.put("completeLatency", "1.500");
        component.put("executeLatency", "0.250");
        return component;
    }

    /** Sets a field of a topology. */
    public synchronized void set(String name, String field, Object value) {
        topologies.get(name).put(field, value);
    }

    /** Lets a component have done so much. */
    public synchronized void done(String topology, long count) {
        topologies.get(topology).put("bolts", List.of(component("boltId", "count", count)));
    }

    public synchronized void fail(String topology, String error) {
        fail(topology, error, 1, 12);
    }

    public synchronized void fail(String topology, String error, int count, int firstSecondsAgo) {
        topologies
                .get(topology)
                .put(
                        "topologyErrors",
                        List.of(Map.of(
                                "component",
                                "count",
                                "errorHost",
                                "host-a",
                                "errorPort",
                                6700,
                                "errorLapsedSecs",
                                12,
                                "firstErrorLapsedSecs",
                                firstSecondsAgo,
                                "count",
                                count,
                                "error",
                                error)));
    }

    /** Carries the next such order out, and closes the connection without a word. */
    public synchronized void loseAnswers(String method, int times) {
        for (int i = 0; i < times; i++) {
            rules.add(new Rule(request -> request.method().equals(method), (exchange, body) -> {
                execute(exchange, body);
                exchange.close();
            }));
        }
    }

    /** Answers such requests so, for ever. */
    public synchronized void answer(String path, int status, String body) {
        rules.add(new Rule(request -> request.path().contains(path), new Misbehaviour() {
            @Override
            public void apply(HttpExchange exchange, byte[] unread) throws IOException {
                synchronized (FakeNimbus.this) {
                    rules.add(new Rule(request -> request.path().contains(path), this));
                }
                send(exchange, status, body);
            }
        }));
    }

    /** Sends whoever wants to change something to another. */
    public synchronized void follow(String location) {
        rules.add(new Rule(
                request -> !request.method().equals("GET") && !request.method().equals("HEAD"), new Misbehaviour() {
                    @Override
                    public void apply(HttpExchange exchange, byte[] unread) throws IOException {
                        synchronized (FakeNimbus.this) {
                            rules.add(new Rule(
                                    request -> !request.method().equals("GET")
                                            && !request.method().equals("HEAD"),
                                    this));
                        }
                        exchange.getResponseHeaders().set("Location", location + exchange.getRequestURI());
                        exchange.sendResponseHeaders(307, -1);
                        exchange.close();
                    }
                }));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Seen request = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestHeaders().getFirst("Gale-Request-Id"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(body, StandardCharsets.UTF_8));
            Misbehaviour misbehaviour;
            synchronized (this) {
                seen.add(request);
                Rule rule = rules.stream()
                        .filter(candidate -> candidate.on().test(request))
                        .findFirst()
                        .orElse(null);
                rules.remove(rule);
                misbehaviour = rule == null ? this::respond : rule.misbehaviour();
            }
            misbehaviour.apply(exchange, body);
        }
    }

    private record Reply(int status, String body) {
        static Reply of(int status, Map<String, Object> body) {
            return new Reply(status, Json.of(body).line());
        }

        static Reply refusal(int status, String sentence) {
            return of(status, Map.of("error", "refused", "errorMessage", sentence));
        }
    }

    private void respond(HttpExchange exchange, byte[] body) throws IOException {
        Reply reply = execute(exchange, body);
        send(exchange, reply.status(), reply.body());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean none = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Reply execute(HttpExchange exchange, byte[] body) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (secret != null && !("Bearer " + secret).equals(authorization)) {
            return Reply.refusal(401, "gale.api.secret is missing or wrong; set the same as Nimbus has");
        }
        String id = exchange.getRequestHeaders().getFirst("Gale-Request-Id");
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/api/v1/code/")) {
            return code(exchange.getRequestMethod(), path.substring("/api/v1/code/".length()), body);
        }
        if (exchange.getRequestMethod().equals("POST") && path.equals("/api/v1/topology")) {
            if (answersById.containsKey(id)) {
                return Reply.of(201, answersById.get(id));
            }
            return submit(id, body);
        }
        return switch (path) {
            case "/api/v1/topology/summary" -> Reply.of(200, Map.of("topologies", List.copyOf(topologies.values())));
            case "/api/v1/cluster/summary" ->
                Reply.of(
                        200,
                        Map.of(
                                "stormVersion",
                                "2.8.0",
                                "slotsTotal",
                                4,
                                "slotsUsed",
                                2,
                                "slotsFree",
                                2,
                                "executorsTotal",
                                14));
            case "/api/v1/nimbus/summary" ->
                Reply.of(
                        200,
                        Map.of(
                                "nimbuses",
                                List.of(Map.of(
                                        "host", "host-a", "port", 8080, "status", "Leader", "nimbusUpTime", "5d"))));
            case "/api/v1/supervisor/summary" ->
                Reply.of(
                        200,
                        Map.of(
                                "supervisors",
                                List.of(Map.of(
                                        "id",
                                        "s1",
                                        "host",
                                        "host-b",
                                        "slotsTotal",
                                        4,
                                        "slotsUsed",
                                        2,
                                        "uptime",
                                        "5d"))));
            default -> topology(path);
        };
    }

    private Reply code(String method, String hash, byte[] body) {
        if (!method.equals("PUT")) {
            return code.containsKey(hash) ? new Reply(200, "") : Reply.refusal(404, "no such code");
        }
        if (!sha256(body).equals(hash)) {
            return Reply.refusal(422, "the bytes have another hash");
        }
        return code.put(hash, body) == null ? Reply.of(201, Map.of()) : Reply.of(200, Map.of());
    }

    private Reply submit(String requestId, byte[] body) {
        Submission submission;
        try {
            submission = SubmissionJson.read(body);
        } catch (InvalidSubmission e) {
            return Reply.refusal(400, e.getMessage());
        }
        if (topologies.containsKey(submission.name())) {
            return Reply.refusal(
                    409, "a topology named " + submission.name() + " runs already; kill it or take another name");
        }
        if (submission.name().equals("invalid")) {
            return Reply.refusal(400, "bolt count subscribes to nothing; remove it");
        }
        if (!code.containsKey(submission.codeHash())) {
            return Reply.refusal(503, "too few copies of the code");
        }
        executed++;
        run(submission.name());
        submissions.put(submission.name(), submission);
        Map<String, Object> answer = Map.of(
                "id", topologies.get(submission.name()).get("id"), "name", submission.name(), "status", "ACTIVE");
        answersById.put(requestId, answer);
        return Reply.of(201, answer);
    }

    private Reply topology(String path) {
        Matcher matcher = TOPOLOGY.matcher(path);
        if (!matcher.matches() || !topologies.containsKey(matcher.group(1))) {
            return Reply.refusal(404, "no such topology");
        }
        String name = matcher.group(1);
        if (matcher.group(2) == null || matcher.group(2).equals("/errors")) {
            return Reply.of(200, topologies.get(name));
        }
        executed++;
        String action = matcher.group(2).substring(1);
        if (action.startsWith("kill")) {
            topologies.remove(name);
        } else if (action.equals("activate") || action.equals("deactivate")) {
            topologies.get(name).put("status", action.equals("activate") ? "ACTIVE" : "INACTIVE");
        }
        return Reply.of(
                200,
                Map.of("topologyOperation", action.replaceAll("/.*", ""), "topologyId", name, "status", "success"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
