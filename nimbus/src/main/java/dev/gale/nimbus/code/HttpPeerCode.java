package dev.gale.nimbus.code;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.nimbus.config.ApiSecret;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for code by the HTTP API of the others. */
public final class HttpPeerCode implements PeerCode {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration WHOLE_LIMIT = Duration.ofMinutes(10);

    private final HttpClient client;
    private final ApiCalls calls;
    private final Optional<ApiSecret> secret;
    private final long maxBytes;

    public HttpPeerCode(ApiCalls calls, Optional<ApiSecret> secret, long maxBytes) {
        this.client = calls.newClient().connectTimeout(CONNECT_LIMIT).build();
        this.calls = calls;
        this.secret = secret;
        this.maxBytes = maxBytes;
    }

    @Override
    public void fetch(NimbusInfo from, CodeHash hash, CodeStore into)
            throws IOException, CodeRefused, InterruptedException {
        Path file = into.newIncoming();
        try {
            HttpResponse<Path> response = send(request(from, hash), file);
            if (response.statusCode() != 200) {
                throw new IOException("nimbus " + from.id() + " answered " + response.statusCode()
                        + " to the request for code " + hash);
            }
            into.adopt(hash, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private HttpRequest request(NimbusInfo from, CodeHash hash) throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(from.uri(calls.scheme(), "/api/v1/code/" + hash))
                    .GET();
            secret.ifPresent(known -> request.header("Authorization", known.authorization()));
            return request.build();
        } catch (URISyntaxException e) {
            throw new IOException("nimbus " + from.id() + " has no address that can be asked: " + from.host(), e);
        }
    }

    /** The limit is over all of it: a peer that sends a byte a minute would keep the only thread for this. */
    private HttpResponse<Path> send(HttpRequest request, Path file) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Path>> answer = client.sendAsync(request, head -> {
            long length = head.headers().firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE);
            return head.statusCode() == 200 && length <= maxBytes
                    ? BodySubscribers.ofFile(file)
                    : BodySubscribers.replacing(file);
        });
        try {
            return answer.get(WHOLE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    "could not get " + request.uri() + ": the Nimbus there " + calls.explain(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("did not get " + request.uri() + " within " + WHOLE_LIMIT, e);
        } finally {
            answer.cancel(true);
        }
    }
}
