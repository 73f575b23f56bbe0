package dev.gale.nimbus.http;

import dev.gale.kernel.time.Clock;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.Channels;
import org.xnio.channels.StreamSourceChannel;

/**
 * What a client sends, as long as it neither stops nor does so too slowly: else a few such clients would keep all others
 * out. Read by a thread that may block.
 *
 * <p>The server's own time-outs of reading and writing count while a client waits for our answer, too, and aren't used.
 */
final class RequestBody extends InputStream {
    private static final AttachmentKey<RequestBody> KEY = AttachmentKey.create(RequestBody.class);
    private static final int BUFFER_BYTES = 16 << 10;

    private final StreamSourceChannel channel;
    private final Clock clock;
    private final ApiLimits limits;
    private final long startNs;
    private long bytes;
    private boolean tooSlow;

    /** The client has gone, or sends what isn't HTTP: there is nobody to be answered. */
    static final class ClientGone extends IOException {
        private static final long serialVersionUID = 1L;

        ClientGone(IOException cause) {
            super(cause);
        }
    }

    /** The body of a request; the same one at each call. */
    static RequestBody of(HttpServerExchange exchange, Clock clock, ApiLimits limits) {
        RequestBody body = exchange.getAttachment(KEY);
        if (body == null) {
            body = new RequestBody(exchange, clock, limits);
            exchange.putAttachment(KEY, body);
        }
        return body;
    }

    /**
     * What is to be done when a request has been answered though its body hasn't come to its end; empty when nothing more is
     * to be heard of it.
     */
    static Optional<Farewell> farewell(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getAttachment(KEY))
                .filter(body -> !body.tooSlow)
                .map(body -> new Farewell(body.channel, body.limits.silence()));
    }

    private RequestBody(HttpServerExchange exchange, Clock clock, ApiLimits limits) {
        this.channel = exchange.getRequestChannel();
        this.clock = clock;
        this.limits = limits;
        this.startNs = clock.nanoTime();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        long silenceMs = limits.silence().toMillis();
        int count = read(ByteBuffer.wrap(into, offset, length), silenceMs);
        if (count == 0) {
            throw tooSlow("Nothing more came for " + silenceMs + " ms; send the request again, without stopping");
        }
        bytes += Math.max(0, count);
        checkPace();
        return count;
    }

    private void checkPace() {
        long countedNs = clock.nanoTime() - startNs - limits.paceGrace().toNanos();
        if (countedNs > 0 && bytes < limits.bytesPerSecond() * TimeUnit.NANOSECONDS.toSeconds(countedNs)) {
            throw tooSlow("What was sent came too slowly: " + bytes + " bytes so far, and " + limits.bytesPerSecond()
                    + " a second are the least; send it again over a better connection");
        }
    }

    private ApiError tooSlow(String sentence) {
        tooSlow = true;
        return new ApiError(408, "too-slow", sentence);
    }

    /** @return 0 when nothing came within the limit; the channel may wake up for nothing before */
    private int read(ByteBuffer into, long limitMs) throws ClientGone {
        long endNs = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
        try {
            int count;
            long leftMs = limitMs;
            do {
                count = Channels.readBlocking(channel, into, leftMs, TimeUnit.MILLISECONDS);
                leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - clock.nanoTime());
            } while (count == 0 && leftMs > 0);
            return count;
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    /**
     * Reads what is left and keeps nothing of it, so that the client gets to read our answer; in vain when it is more than
     * a body may have.
     */
    void discard(long maxBytes) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int read = 0;
        while (read >= 0 && bytes <= maxBytes) {
            read = read(buffer, 0, buffer.length);
        }
    }
}
