package dev.gale.worker.transport;

import dev.gale.spout.TupleFailure;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.transport.Refusal.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The bytes of what is reported about single trees. */
final class Signals {
    /** Longer texts are cut: they are for logs and people. */
    private static final int MOST_TEXT_BYTES = 4096;

    private static final int NULL = -1;
    /** Their order is part of the protocol. */
    private static final List<TupleFailure.Reason> REASONS = List.of(
            TupleFailure.Reason.EXPLICIT,
            TupleFailure.Reason.TIMEOUT,
            TupleFailure.Reason.EXCEPTION,
            TupleFailure.Reason.WORKER_LOST,
            TupleFailure.Reason.MISUSE);

    private Signals() {}

    static byte[] encode(long root) {
        return ByteBuffer.allocate(Long.BYTES).putLong(root).array();
    }

    static long decodeRoot(byte[] body) throws Refusal {
        if (body.length != Long.BYTES) {
            throw new Refusal(Reason.MALFORMED, "a root of " + body.length + " bytes");
        }
        return ByteBuffer.wrap(body).getLong();
    }

    static byte[] encodeLoss(int owner, int worker) {
        return ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(owner)
                .putInt(worker)
                .array();
    }

    static byte[] encode(FailSignal signal) {
        byte[] component = bytes(signal.component());
        byte[] stream = bytes(signal.stream());
        byte[] message = bytes(signal.message());
        ByteBuffer out = ByteBuffer.allocate(
                Long.BYTES + 1 + Integer.BYTES + length(component) + length(stream) + length(message));
        out.putLong(signal.root());
        out.put((byte) REASONS.indexOf(signal.reason()));
        out.putInt(signal.task());
        put(out, component);
        put(out, stream);
        put(out, message);
        return out.array();
    }

    private static byte[] bytes(String text) {
        if (text == null) {
            return null;
        }
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        return whole.length <= MOST_TEXT_BYTES ? whole : Arrays.copyOf(whole, MOST_TEXT_BYTES);
    }

    private static int length(byte[] text) {
        return Integer.BYTES + (text == null ? 0 : text.length);
    }

    private static void put(ByteBuffer out, byte[] text) {
        if (text == null) {
            out.putInt(NULL);
        } else {
            out.putInt(text.length).put(text);
        }
    }

    static FailSignal decodeFail(byte[] body) throws Refusal {
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            long root = in.getLong();
            int reason = in.get();
            int task = in.getInt();
            if (reason < 0 || reason >= REASONS.size()) {
                throw new Refusal(Reason.MALFORMED, "there is no reason of failures of number " + reason);
            }
            return new FailSignal(root, REASONS.get(reason), text(in), task, text(in), text(in));
        } catch (BufferUnderflowException tooShort) {
            throw new Refusal(Reason.MALFORMED, "a failure of only " + body.length + " bytes");
        }
    }

    private static String text(ByteBuffer in) throws Refusal {
        int length = in.getInt();
        if (length == NULL) {
            return null;
        }
        if (length < 0 || length > Math.min(MOST_TEXT_BYTES, in.remaining())) {
            throw new Refusal(Reason.MALFORMED, "a text of " + length + " bytes");
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
