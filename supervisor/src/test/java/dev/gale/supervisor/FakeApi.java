package dev.gale.supervisor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gale.coordination.model.CodeHash;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.tls.TlsEnd;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a supervisor asks of Nimbus's HTTP API, on a free port: files by path, and faults. */
public final class FakeApi implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final LinkedBlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private volatile int failureStatus = 500;
    private volatile String redirection;

    /** What was sent to a path. */
    public record Post(String path, String body) {}

    public FakeApi() throws IOException {
        this(Optional.empty());
    }

    /** @param tls what it speaks; empty: plain HTTP */
    public FakeApi(Optional<TlsEnd> tls) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls.isPresent()) {
            HttpsServer guarded = HttpsServer.create(anyPort, 0);
            guarded.setHttpsConfigurator(new HttpsConfigurator(tls.get().context()));
            server = guarded;
        } else {
            server = HttpServer.create(anyPort, 0);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestURI().getPath());
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] file = files.get(exchange.getRequestURI().getPath());
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(failureStatus, -1);
            } else if (redirection != null) {
                exchange.getResponseHeaders().set("Location", redirection + exchange.getRequestURI());
                exchange.sendResponseHeaders(307, -1);
            } else if (exchange.getRequestMethod().equals("POST")) {
                posts.add(new Post(exchange.getRequestURI().getPath(), new String(body, StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(200, -1);
            } else if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            }
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** @return what the bytes are called by */
    public CodeHash code(byte[] bytes) {
        CodeHash hash = hash(bytes);
        files.put("/api/v1/code/" + hash, bytes);
        return hash;
    }

    /** A topology without components. @return what the submission is called by */
    public CodeHash submission(Map<String, Object> conf, CodeHash jar) {
        return submission(conf, new StormTopology(), jar);
    }

    /** @return what the submission is called by */
    public CodeHash submission(Map<String, Object> conf, StormTopology topology, CodeHash jar) {
        return code(SubmissionJson.write(new Submission(
                "words", conf, topology, jar == null ? null : jar.value(), Submission.InitialStatus.ACTIVE)));
    }

    public void codeThatIsWrong(CodeHash hash, byte[] bytes) {
        files.put("/api/v1/code/" + hash, bytes);
    }

    /** Answers everything from now on by the address of another. */
    public void redirectTo(FakeApi other) {
        redirection = "http://127.0.0.1:" + other.port();
    }

    /** Answers everything from now on by another address. */
    public void redirectTo(String root) {
        redirection = root;
    }

    /** The next thing that was sent here; waits for it. */
    public Post takePost() throws InterruptedException {
        Post post = posts.poll(60, TimeUnit.SECONDS);
        if (post == null) {
            throw new AssertionError("nothing was sent");
        }
        return post;
    }

    /** What has been sent here and wasn't taken yet. */
    public List<Post> posts() {
        return List.copyOf(posts);
    }

    /** Lets the next requests fail. */
    public void failNext(int count, int status) {
        failureStatus = status;
        failures.set(count);
    }

    /** Waits until so many requests have come. */
    public void awaitRequests(int count) {
        Await.until(() -> requests.size() >= count, () -> "only these requests: " + requests);
    }

    /** The paths that were asked for. */
    public List<String> requests() {
        return requests;
    }

    public List<String> authorizations() {
        return authorizations;
    }

    public static CodeHash hash(byte[] bytes) {
        try {
            return new CodeHash(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
