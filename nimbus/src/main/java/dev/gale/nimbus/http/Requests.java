package dev.gale.nimbus.http;

import dev.gale.coordination.model.CodeHash;
import dev.gale.kernel.time.Clock;
import dev.gale.nimbus.http.Views.RebalanceOptions;
import dev.gale.nimbus.http.Views.RebalanceRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.PathTemplateMatch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the parts of a request, each with what may be wrong with it. For any thread. */
final class Requests {
    static final HttpString REQUEST_ID = new HttpString("Gale-Request-Id");

    private static final int MOST_REBALANCE_BYTES = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(20).build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // Points in time are texts as ISO has them, or milliseconds since 1970.
            .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .build();

    private final Clock clock;
    private final ApiLimits limits;
    private final Semaphore uploads;

    Requests(Clock clock, ApiLimits limits) {
        this.clock = clock;
        this.limits = limits;
        this.uploads = new Semaphore(limits.uploads());
    }

    /** Receives something large. */
    interface Upload<T> {
        T receive(RequestBody in) throws IOException;
    }

    /**
     * Has a large body read, unless it is too large, or too many others are being read.
     *
     * @param maxBytes of which a body that says its length is refused at once; others are to be counted by the receiver
     */
    <T> T upload(HttpServerExchange exchange, long maxBytes, Upload<T> upload) throws IOException {
        checkLength(exchange, maxBytes);
        if (!uploads.tryAcquire()) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            throw new ApiError(
                    503, "busy", limits.uploads() + " uploads are going on, which is the most; try again in a moment");
        }
        try {
            return upload.receive(RequestBody.of(exchange, clock, limits));
        } finally {
            uploads.release();
        }
    }

    /** The whole body, which is as large as that at most. */
    static byte[] bytes(InputStream in, int maxBytes) throws IOException {
        byte[] bytes = in.readNBytes(maxBytes);
        if (bytes.length == maxBytes && in.read() >= 0) {
            throw tooLarge(maxBytes);
        }
        return bytes;
    }

    private static void checkLength(HttpServerExchange exchange, long maxBytes) {
        if (exchange.getRequestContentLength() > maxBytes) {
            throw tooLarge(maxBytes);
        }
    }

    static ApiError tooLarge(long maxBytes) {
        return new ApiError(
                413,
                "too-large",
                "What was sent is larger than the allowed " + maxBytes
                        + " bytes; the limits are gale.nimbus.code.max.mb and gale.nimbus.submission.max.mb");
    }

    static String path(HttpServerExchange exchange, String name) {
        return exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                .getParameters()
                .get(name);
    }

    static CodeHash hash(HttpServerExchange exchange) {
        try {
            return new CodeHash(path(exchange, "hash"));
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, "invalid", "Code is named by its SHA-256: " + e.getMessage());
        }
    }

    /** Empty when the path doesn't say. */
    static Optional<Duration> waitSeconds(HttpServerExchange exchange) {
        String text = path(exchange, "wait");
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            throw new ApiError(400, "invalid", "The wait must be a whole number of seconds, found \"" + text + "\"");
        }
    }

    /** The name that the client has given to this request; empty when it has given none. */
    static Optional<String> requestId(HttpServerExchange exchange) {
        String id = exchange.getRequestHeaders().getFirst(REQUEST_ID);
        if (id != null && !id.matches("[0-9A-Za-z._-]{1,100}")) {
            throw new ApiError(
                    400, "invalid", REQUEST_ID + " must have 1 to 100 letters, digits, dots, dashes or underscores");
        }
        return Optional.ofNullable(id);
    }

    /** A body may be missing. */
    RebalanceOptions rebalance(HttpServerExchange exchange) throws IOException {
        RebalanceRequest request = json(
                exchange,
                RebalanceRequest.class,
                MOST_REBALANCE_BYTES,
                "{\"rebalanceOptions\":{\"numWorkers\":2,\"executors\":{\"count\":4}}}");
        if (request == null || request.rebalanceOptions() == null) {
            return new RebalanceOptions(null, Map.of());
        }
        RebalanceOptions options = request.rebalanceOptions();
        if (options.executors() != null && options.executors().containsValue(null)) {
            throw new ApiError(400, "invalid", "The numbers of executors must not be null");
        }
        return new RebalanceOptions(options.numWorkers(), options.executors() == null ? Map.of() : options.executors());
    }

    /**
     * A body of JSON, read and checked.
     *
     * @param example that an error shows
     * @return null when there is none
     */
    <T> T json(HttpServerExchange exchange, Class<T> type, int maxBytes, String example) throws IOException {
        checkLength(exchange, maxBytes);
        byte[] body = bytes(RequestBody.of(exchange, clock, limits), maxBytes);
        if (body.length == 0) {
            return null;
        }
        try {
            return MAPPER.readValue(body, type);
        } catch (JacksonException e) {
            String problem = e.getCause() instanceof IllegalArgumentException refused
                    ? refused.getMessage()
                    : e.getOriginalMessage();
            throw new ApiError(400, "invalid", "The body must look like " + example + ": " + problem);
        }
    }
}
