package dev.gale.worker.transport;

import dev.gale.worker.transport.Refusal.Reason;
import java.nio.ByteBuffer;

/** The answer of the end that accepts, with {@value Hello#NONCE_BYTES} random bytes at the end. */
record Challenge(int worker, long epoch) {
    private static final int BYTES = 4 + 8 + Hello.NONCE_BYTES;

    byte[] encode(byte[] nonce) {
        return ByteBuffer.allocate(BYTES)
                .putInt(worker)
                .putLong(epoch)
                .put(nonce)
                .array();
    }

    static Challenge decode(byte[] body) throws Refusal {
        if (body.length != BYTES) {
            throw new Refusal(Reason.MALFORMED, "a challenge of " + body.length + " bytes instead of " + BYTES);
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        return new Challenge(in.getInt(), in.getLong());
    }
}
