package dev.gale.nimbus.http;

import dev.gale.coordination.model.CodeHash;
import dev.gale.nimbus.code.CodeRefused;
import dev.gale.nimbus.code.CodeStore;
import dev.gale.nimbus.code.CodeStore.Receipt;
import dev.gale.nimbus.control.Nimbus;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;

/** Code comes and goes under the hash of its bytes, to and from any Nimbus. */
final class CodeEndpoints {
    /** Tells who asks for code that isn't here how large it may be, so that it needn't be sent in vain. */
    private static final HttpString MOST_BYTES = new HttpString("Gale-Most-Bytes");

    private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(15);

    private final Nimbus nimbus;
    private final CodeStore store;
    private final Requests requests;
    private final long maxBytes;

    CodeEndpoints(Nimbus nimbus, CodeStore store, Requests requests, long maxBytes) {
        this.nimbus = nimbus;
        this.store = store;
        this.requests = requests;
        this.maxBytes = maxBytes;
    }

    record Stored(String code, String status) {}

    void put(HttpServerExchange exchange) throws IOException {
        CodeHash hash = Requests.hash(exchange);
        Receipt receipt = requests.upload(exchange, maxBytes, in -> receive(hash, in));
        nimbus.onReceived(hash);
        boolean isNew = receipt == Receipt.NEW;
        Replies.send(exchange, isNew ? 201 : 200, new Stored(hash.value(), isNew ? "new" : "known"));
    }

    private Receipt receive(CodeHash hash, RequestBody in) throws IOException {
        try {
            Receipt receipt = store.receive(hash, in, maxBytes);
            if (receipt == Receipt.KNOWN) {
                in.discard(maxBytes);
            }
            return receipt;
        } catch (CodeRefused e) {
            throw switch (e.kind()) {
                case HASH_DIFFERS -> new ApiError(422, "hash-differs", sentence(e.getMessage()));
                case TOO_LARGE -> Requests.tooLarge(maxBytes);
            };
        }
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** GET, and HEAD for who only wants to know whether it is here. */
    void get(HttpServerExchange exchange) throws IOException {
        exchange.getResponseHeaders().put(MOST_BYTES, maxBytes);
        send(exchange, Requests.hash(exchange), "application/octet-stream");
    }

    /** Sends it without a thread that waits for a slow reader; one that is far too slow is left. */
    void send(HttpServerExchange exchange, CodeHash hash, String type) throws IOException {
        FileChannel file = open(hash);
        try {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
            exchange.getResponseHeaders().put(Headers.ETAG, "\"" + hash + "\"");
            exchange.setResponseContentLength(file.size());
        } catch (IOException e) {
            file.close();
            throw e;
        }
        exchange.addExchangeCompleteListener((done, next) -> {
            IoUtils.safeClose(file);
            next.proceed();
        });
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
            return;
        }
        exchange.getIoThread()
                .executeAfter(
                        () -> {
                            if (!exchange.isComplete()) {
                                IoUtils.safeClose(exchange.getConnection());
                                IoUtils.safeClose(file);
                            }
                        },
                        LONGEST_DOWNLOAD.toMillis(),
                        TimeUnit.MILLISECONDS);
        exchange.getResponseSender().transferFrom(file, IoCallback.END_EXCHANGE);
    }

    private FileChannel open(CodeHash hash) throws IOException {
        try {
            return FileChannel.open(store.find(hash).orElseThrow(() -> notHere(hash)));
        } catch (NoSuchFileException e) {
            // Removed as unneeded in this very moment.
            throw notHere(hash);
        }
    }

    private static ApiError notHere(CodeHash hash) {
        return new ApiError(
                404, "not-found", "Code " + hash + " isn't on this Nimbus; ask another one, or send it by PUT");
    }
}
