package dev.gale.nimbus.http;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.IoUtils;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as JSON. For any thread. */
final class Replies {
    static final String JSON = "application/json; charset=utf-8";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Replies() {}

    /** The form of all errors, as Storm's. */
    record ErrorForm(String error, String errorMessage) {}

    static void send(HttpServerExchange exchange, int status, Object value) {
        send(exchange, status, MAPPER.writeValueAsBytes(value));
    }

    static void send(HttpServerExchange exchange, int status, byte[] json) {
        exchange.setStatusCode(status);
        exchange.setResponseContentLength(json.length);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, JSON);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        if (exchange.isRequestComplete()) {
            exchange.getResponseSender().send(ByteBuffer.wrap(json));
        } else {
            // The server would go on to read what is left of the request, however much that is.
            exchange.setPersistent(false);
            exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
            IoCallback last =
                    RequestBody.farewell(exchange).map(IoCallback.class::cast).orElseGet(HangUp::new);
            exchange.getResponseSender().send(ByteBuffer.wrap(json), last);
        }
    }

    /** Ends the connection when the answer is on its way: to who has sent nothing yet, or too slowly. */
    private static final class HangUp implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            IoUtils.safeClose(exchange.getConnection());
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    static void error(HttpServerExchange exchange, int status, String kind, String message) {
        send(exchange, status, new ErrorForm(kind, message));
    }
}
