package dev.gale.worker.process.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.kernel.tls.TlsEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that takes reports, or answers as it is told. */
public final class FakeNimbus implements AutoCloseable {
    /** @param authorization null when there was none */
    public record Request(String method, String path, String authorization, String body) {}

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String location;

    public FakeNimbus() throws IOException {
        this(Optional.empty());
    }

    /** @param tls what it speaks; empty: plain HTTP */
    FakeNimbus(Optional<TlsEnd> tls) throws IOException {
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
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (location != null) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    void answer(int code) {
        status = code;
    }

    void redirectTo(FakeNimbus other, String path) {
        location = "http://127.0.0.1:" + other.info().apiPort() + path;
        status = 307;
    }

    public List<Request> requests() {
        return requests;
    }

    public NimbusInfo info() {
        return new NimbusInfo(
                new NimbusId("nimbus"), "127.0.0.1", server.getAddress().getPort(), "0.1.0", Instant.EPOCH);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
