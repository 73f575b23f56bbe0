package dev.gale.cli.client;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.kernel.tls.TlsFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Nimbus's API. Asks the seeds in turn, goes where a follower sends it, and sends a request again when no answer came: each
 * is either harmless to repeat or carries an id by which Nimbus knows that it did that already. Every method throws {@link
 * CommandFailure} with a sentence when there is no answer or a refusal.
 */
public final class NimbusClient {
    private static final String ROOT = "/api/v1";
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final byte[] NO_BODY = {};

    /** An upload has so much longer than another request, for each of its bytes: 64 KiB in a second at least. */
    private static final long SLOWEST_UPLOAD_BYTES_PER_SECOND = 64 << 10;

    private final ClientSettings settings;
    private final HttpClient http;
    private final RetryPolicy<Answer> retries;

    private URI answering; // the seed that answered last; null before

    public NimbusClient(ClientSettings settings) {
        this.settings = settings;
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(Redirect.NEVER); // followed here, with the body and never away from TLS
        settings.tls().ifPresentOrElse(tls -> tls.applyTo(client), () -> client.sslContext(new NoTls()));
        this.http = client.build();
        this.retries = RetryPolicy.<Answer>builder()
                .handle(IOException.class)
                .handleResultIf(answer -> PASSING.contains(answer.status()))
                .withMaxRetries(settings.retries())
                .withBackoff(settings.retryInterval(), longer(settings.retryCeiling(), settings.retryInterval()))
                .withJitter(0.25)
                .build();
    }

    /** Failsafe wants the longest pause to be longer than the first. */
    private static Duration longer(Duration ceiling, Duration interval) {
        return ceiling.compareTo(interval) > 0 ? ceiling : interval.plusMillis(1);
    }

    /** @param path below the root of the API */
    public Json get(String path) {
        return success(send(Request.read("GET", path, settings.requestTimeout())))
                .json();
    }

    /** As {@link #get}; empty when there is no such thing. */
    public Optional<Json> find(String path) {
        Answer answer = send(Request.read("GET", path, settings.requestTimeout()));
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(success(answer).json());
    }

    /**
     * Orders something that is about one thing.
     *
     * @param body empty for none
     * @return empty when there is no such thing and the order was sent for the first time; after a repetition that means that
     *     an order whose answer was lost had been carried out, and the answer is an empty object
     */
    public Optional<Json> order(String path, Optional<Json> body) {
        Answer answer = send(Request.change(path, body.map(Json::bytes).orElse(NO_BODY), settings.requestTimeout()));
        if (answer.status() == 404) {
            return answer.repeated() ? Optional.of(Json.of(Map.of())) : Optional.empty();
        }
        return Optional.of(success(answer).json());
    }

    /** Submits a topology: once, however often it has to be sent. */
    public Json submit(byte[] submission) {
        return success(send(Request.change("/topology", submission, settings.requestTimeout())))
                .json();
    }

    /**
     * Whether code is to be uploaded, since Nimbus hasn't got it. To be asked before, so that what will be refused isn't sent:
     * the HTTP client reads no answer before it has sent everything, and loses it when the connection ends earlier.
     *
     * @param sha256 the hash of the code, in hexadecimal digits
     * @throws CommandFailure also when the code is larger than Nimbus takes
     */
    public boolean wantsCode(String sha256, Path jar) {
        Answer answer = send(Request.read("HEAD", "/code/" + sha256, settings.requestTimeout()));
        if (answer.status() != 404) {
            success(answer);
            return false;
        }
        long bytes = bytesOf(jar);
        if (bytes > answer.mostBytes()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    jar + " has " + bytes + " bytes, and the cluster takes " + answer.mostBytes()
                            + " at most; leave out what it doesn't need, or raise gale.nimbus.code.max.mb of the Nimbuses");
        }
        return true;
    }

    /**
     * Uploads code.
     *
     * @param progress told how many bytes have gone, by another thread; from 0 again when the upload begins anew
     */
    public void putCode(String sha256, Path jar, LongConsumer progress) {
        Duration timeout = settings.requestTimeout().plusSeconds(bytesOf(jar) / SLOWEST_UPLOAD_BYTES_PER_SECOND);
        try {
            success(send(Request.upload("/code/" + sha256, new FileUpload(jar, progress), timeout)));
        } catch (FileNotFoundException e) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "there is no file " + jar, e);
        }
    }

    private static long bytesOf(Path jar) {
        try {
            return Files.size(jar);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "there is no file " + jar, e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, jar + " can't be read: " + e.getMessage(), e);
        }
    }

    /** A name as part of a path. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Answer success(Answer answer) {
        if (!answer.ok()) {
            throw answer.failure();
        }
        return answer;
    }

    private Answer send(Request request) {
        try {
            return Failsafe.with(retries).get(context -> once(request, context.getAttemptCount() > 0));
        } catch (FailsafeException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private CommandFailure failure(Throwable cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new CommandFailure(ExitCode.INTERRUPTED, "stopped while waiting for Nimbus", cause);
        }
        String tried = settings.seeds().stream().map(URI::getAuthority).collect(Collectors.joining(", "));
        String why = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? "no Nimbus can be reached at " + tried
                : cause instanceof HttpTimeoutException
                        ? "no Nimbus at " + tried + " answered within "
                                + BigDecimal.valueOf(settings.requestTimeout().toMillis(), 3)
                                        .stripTrailingZeros()
                                        .toPlainString()
                                + " s"
                        : "the connection to Nimbus at " + tried + " broke ("
                                + TlsFailures.printable(cause.getMessage()) + ")"
                                + TlsFailures.hint(cause, settings.tls().isPresent());
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                why + "; check that it runs, and where: nimbus.seeds in conf/gale.yaml, or -c nimbus.seeds=host",
                cause);
    }

    /** Asks the seed that answered last, then the others as long as they can't be reached. */
    private Answer once(Request request, boolean repeated) throws IOException, InterruptedException {
        IOException unreachable = null;
        for (int i = 0; i <= settings.seeds().size(); i++) {
            URI seed = i == 0 ? answering : settings.seeds().get(i - 1);
            if (seed == null || (i > 0 && seed.equals(answering))) {
                continue;
            }
            try {
                Answer answer = follow(seed, request, repeated);
                answering = seed;
                return answer;
            } catch (ConnectException | HttpConnectTimeoutException e) {
                unreachable = e;
            }
        }
        answering = null;
        throw unreachable == null ? new ConnectException("no seeds") : unreachable;
    }

    private Answer follow(URI seed, Request request, boolean repeated) throws IOException, InterruptedException {
        URI uri = seed.resolve(ROOT + request.path());
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<String> response = send(toHttp(request, uri));
            Optional<String> location = response.headers().firstValue("Location");
            boolean elsewhere = response.statusCode() == 307 || response.statusCode() == 308;
            if (!elsewhere || location.isEmpty()) {
                return new Answer(
                        seed,
                        response.statusCode(),
                        response.body(),
                        response.headers().firstValueAsLong("Gale-Most-Bytes").orElse(Long.MAX_VALUE),
                        repeated);
            }
            URI leader = uri.resolve(location.get());
            if (!uri.getScheme().equals(leader.getScheme())) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        seed + " says that the leader is at " + leader + ", which begins otherwise than with "
                                + uri.getScheme() + ":; name the leader in nimbus.seeds");
            }
            uri = leader;
        }
        throw new CommandFailure(
                ExitCode.UNREACHABLE,
                "the Nimbuses send each other's clients round in a circle; try again when they have agreed on a leader");
    }

    /** @throws CommandFailure for what would fail again however often it is tried */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (SSLException e) {
            Optional<String> words = TlsFailures.explain(e);
            if (words.isPresent()) {
                throw new CommandFailure(
                        ExitCode.UNREACHABLE, "the Nimbus at " + request.uri().getAuthority() + " " + words.get(), e);
            }
            throw e;
        }
    }

    private HttpRequest toHttp(Request request, URI uri) {
        HttpRequest.Builder http = HttpRequest.newBuilder(uri)
                .timeout(request.timeout())
                .header("Accept", "application/json")
                .header("X-Requested-By", "gale")
                .method(request.method(), request.body());
        if (!request.contentType().isEmpty()) {
            http.header("Content-Type", request.contentType());
        }
        request.id().ifPresent(id -> http.header("Gale-Request-Id", id.toString()));
        settings.secret().ifPresent(secret -> http.header("Authorization", "Bearer " + secret));
        return http.build();
    }
}
