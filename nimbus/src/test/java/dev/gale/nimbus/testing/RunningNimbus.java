package dev.gale.nimbus.testing;

import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.memory.InMemoryCluster;
import dev.gale.coordination.memory.InMemoryClusterState;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A client of the API, and helpers for what it talks to. */
public final class RunningNimbus {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private RunningNimbus() {}

    public static void addSupervisor(InMemoryCluster facts, String id, Integer... ports) {
        InMemoryClusterState client = facts.newClient(id, task -> {});
        client.start();
        client.membership()
                .registerSupervisor(
                        new SupervisorInfo(
                                new SupervisorId(id),
                                "127.0.0.1",
                                List.of(ports),
                                4_096,
                                400,
                                Map.of(),
                                "0.1.0",
                                Instant.ofEpochSecond(1_795_000_000)),
                        new Unconcerned());
    }

    private static final class Unconcerned implements RegistrationListener {
        @Override
        public void onRegistered() {}

        @Override
        public void onDisplaced(String by) {}
    }

    public static HttpResponse<String> get(int port, String path, String... headers) {
        return send(request(port, path, headers).GET());
    }

    public static HttpResponse<String> post(int port, String path, byte[] body, String... headers) {
        return send(request(port, path, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    public static HttpResponse<String> put(int port, String path, BodyPublisher body, String... headers) {
        return send(request(port, path, headers).PUT(body));
    }

    public static HttpRequest.Builder request(int port, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
