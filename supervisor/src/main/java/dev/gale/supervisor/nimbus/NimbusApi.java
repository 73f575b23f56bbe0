package dev.gale.supervisor.nimbus;

import dev.gale.coordination.model.NimbusInfo;
import dev.gale.kernel.tls.ApiCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;

/** Sends requests to Nimbuses, by TLS if so configured, and shows them the secret. Follows no redirection. Thread-safe. */
public final class NimbusApi {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final Optional<String> secret;
    private final ApiCalls calls;
    private final HttpClient client;

    /** @param secret what Nimbuses want to be shown; empty when nothing */
    public NimbusApi(Optional<String> secret, ApiCalls calls) {
        this.secret = secret;
        this.calls = calls;
        this.client = calls.newClient().connectTimeout(CONNECT_LIMIT).build();
    }

    /** @throws IOException when the Nimbus's address is none */
    public URI uri(NimbusInfo nimbus, String path) throws IOException {
        try {
            return nimbus.uri(calls.scheme(), path);
        } catch (URISyntaxException e) {
            throw new IOException("its address is none", e);
        }
    }

    /** Whether a Nimbus may send us there. */
    public boolean mayAsk(URI uri) {
        return calls.mayAsk(uri);
    }

    /** A request of a Nimbus, to be completed. */
    public HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT);
        secret.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    /**
     * Waits for the answer.
     *
     * @throws IOException when there is none; its message is the end of a sentence about the Nimbus
     */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException, InterruptedException {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new IOException(calls.explain(e), e);
        }
    }
}
