package dev.gale.nimbus.http;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.channels.Channels;
import org.xnio.channels.StreamSourceChannel;

/**
 * Goes on taking what a client sends after its answer, and keeps nothing of it: many clients read no answer before they have
 * sent all, and lose it when the connection ends before that. Ends the connection when the client is done, has stopped, or
 * sends without end. No thread waits for it; but for its beginning it is confined to the connection's I/O thread.
 */
final class Farewell implements IoCallback {
    private static final long MOST_BYTES = 64 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** Others of the same I/O thread have their turn then. */
    private static final long MOST_BYTES_AT_ONCE = 1 << 20;

    private final StreamSourceChannel request;
    private final Duration silence;
    private long bytes;
    private long bytesBefore;
    private Duration lasting = Duration.ZERO;

    /**
     * @param request where the rest of the request comes from
     * @param silence after which a client is taken to have stopped
     */
    Farewell(StreamSourceChannel request, Duration silence) {
        this.request = request;
        this.silence = silence;
    }

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
        request.getReadSetter().set(channel -> onReadable(exchange));
        request.resumeReads();
        watch(exchange);
    }

    private void onReadable(HttpServerExchange exchange) {
        try {
            long count = Channels.drain(request, MOST_BYTES_AT_ONCE);
            bytes += Math.max(0, count);
            if (count < 0) {
                exchange.endExchange();
            } else if (bytes > MOST_BYTES) {
                hangUp(exchange);
            }
        } catch (IOException e) {
            // The client has gone, or doesn't send what it has announced; it has its answer.
            hangUp(exchange);
        }
    }

    private void watch(HttpServerExchange exchange) {
        try {
            exchange.getIoThread()
                    .executeAfter(() -> onSilencePassed(exchange), silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server stops.
            hangUp(exchange);
        }
    }

    private void onSilencePassed(HttpServerExchange exchange) {
        if (exchange.isComplete() || !exchange.getConnection().isOpen()) {
            return;
        }
        lasting = lasting.plus(silence);
        if (bytes == bytesBefore || lasting.compareTo(LONGEST) >= 0) {
            hangUp(exchange);
        } else {
            bytesBefore = bytes;
            watch(exchange);
        }
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
        hangUp(exchange);
    }

    private static void hangUp(HttpServerExchange exchange) {
        IoUtils.safeClose(exchange.getConnection());
    }
}
