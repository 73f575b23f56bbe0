package dev.gale.supervisor.nimbus;

import dev.gale.coordination.model.NimbusInfo;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;

/** Sends requests to Nimbuses and shows them the secret. Follows no redirection. Thread-safe. */
public final class NimbusApi {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final Optional<String> secret;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    /** @param secret what Nimbuses want to be shown; empty when nothing */
    public NimbusApi(Optional<String> secret) {
        this.secret = secret;
    }

    /** @throws IOException when the Nimbus's address is none */
    public static URI uri(NimbusInfo nimbus, String path) throws IOException {
        try {
            // By its parts, so that what is special in an id is quoted; then so that HTTP can carry it.
            return URI.create(new URI("http", null, nimbus.host(), nimbus.apiPort(), path, null, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IOException("its address is none", e);
        }
    }

    /** A request of a Nimbus, to be completed. */
    public HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT);
        secret.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    /** Waits for the answer. */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException, InterruptedException {
        return client.send(request, body);
    }
}
