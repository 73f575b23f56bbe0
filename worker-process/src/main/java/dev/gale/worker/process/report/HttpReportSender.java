package dev.gale.worker.process.report;

import dev.gale.coordination.model.NimbusInfo;
import dev.gale.kernel.tls.ApiCalls;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends reports to Nimbus's HTTP API. A Nimbus that doesn't lead names the one that does; that one is asked then. */
public final class HttpReportSender implements ReportSender {
    private static final Logger LOG = LoggerFactory.getLogger(HttpReportSender.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    /** For everything together: a server may begin an answer and not end it. */
    private static final Duration LIMIT = Duration.ofSeconds(12);
    /** Two Nimbuses may take each other for the leader for a moment. */
    private static final int MOST_REDIRECTS = 2;

    private static final int TEMPORARY_REDIRECT = 307;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Optional<String> secret;
    private final ApiCalls calls;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "wk-reports-http");
        made.setDaemon(true);
        return made;
    });
    private final HttpClient client;

    /** @param secret what Nimbuses want to be shown */
    public HttpReportSender(Optional<String> secret, ApiCalls calls) {
        this.secret = secret;
        this.calls = calls;
        this.client =
                calls.newClient().connectTimeout(CONNECT_LIMIT).executor(thread).build();
    }

    @Override
    public CompletableFuture<Outcome> post(NimbusInfo nimbus, String path, byte[] json) {
        URI uri;
        try {
            uri = nimbus.uri(calls.scheme(), path);
        } catch (URISyntaxException e) {
            return CompletableFuture.completedFuture(
                    Outcome.failed("nimbus " + nimbus.id() + " has no address: " + e.getMessage()));
        }
        return post(uri, json, MOST_REDIRECTS)
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(error -> {
                    Throwable cause =
                            error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
                    LOG.debug("{}", uri, cause);
                    return Outcome.failed(uri + " " + calls.explain(cause));
                });
    }

    private CompletableFuture<Outcome> post(URI uri, byte[] json, int redirects) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json));
        secret.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return client.sendAsync(request.build(), BodyHandlers.discarding()).thenCompose(response -> {
            Optional<String> elsewhere = response.headers().firstValue("Location");
            if (response.statusCode() == TEMPORARY_REDIRECT && elsewhere.isPresent() && redirects > 0) {
                URI there = uri.resolve(elsewhere.get());
                return calls.mayAsk(there)
                        ? post(there, json, redirects - 1)
                        : CompletableFuture.completedFuture(Outcome.failed(uri + " sends to " + there
                                + ", which isn't the address of a Nimbus that begins as its own; is gale.api.tls.enable the"
                                + " same for all Nimbuses?"));
            }
            return CompletableFuture.completedFuture(outcome(uri, response));
        });
    }

    private static Outcome outcome(URI uri, HttpResponse<?> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return Outcome.TAKEN;
        }
        String why = uri + " answers with status " + status;
        if (status == 401) {
            why += "; set gale.api.secret to Nimbus's";
        }
        boolean stays = status >= 400 && status < 500 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS;
        return stays ? Outcome.refused(why) : Outcome.failed(why);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
