package dev.gale.worker.transport;

import dev.gale.worker.transport.Refusal.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the end that connects says first, with {@value #NONCE_BYTES} random bytes at the end. Its beginning, up to the
 * version, never changes.
 *
 * @param peer the worker that is wanted
 * @param peerEpoch the epoch that it is believed to have
 */
record Hello(String topologyId, int worker, long epoch, int peer, long peerEpoch) {
    static final int NONCE_BYTES = 32;
    static final short VERSION = 2;

    private static final int MAGIC = 0x47414C45;
    private static final int FIXED_BYTES = 4 + 2 + 2 + 4 + 8 + 4 + 8 + NONCE_BYTES;

    byte[] encode(byte[] nonce) {
        byte[] topology = topologyId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_BYTES + topology.length)
                .putInt(MAGIC)
                .putShort(VERSION)
                .putShort((short) topology.length)
                .put(topology)
                .putInt(worker)
                .putLong(epoch)
                .putInt(peer)
                .putLong(peerEpoch)
                .put(nonce)
                .array();
    }

    static Hello decode(byte[] body) throws Refusal {
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            if (in.getInt() != MAGIC) {
                throw new Refusal(Reason.NOT_GALE, "this is no greeting of a Gale worker");
            }
            short version = in.getShort();
            if (version != VERSION) {
                throw new Refusal(
                        Reason.VERSION,
                        "the other end speaks version " + version + " of the protocol, this one " + VERSION
                                + "; run the same version of Gale in all workers of a topology");
            }
            byte[] topology = new byte[Math.min(in.getShort() & 0xFFFF, body.length)];
            in.get(topology);
            Hello hello = new Hello(
                    new String(topology, StandardCharsets.UTF_8), in.getInt(), in.getLong(), in.getInt(), in.getLong());
            in.get(new byte[NONCE_BYTES]);
            if (in.hasRemaining()) {
                throw new Refusal(Reason.MALFORMED, "a greeting with " + in.remaining() + " bytes too many");
            }
            return hello;
        } catch (BufferUnderflowException tooShort) {
            throw new Refusal(Reason.MALFORMED, "a greeting of only " + body.length + " bytes");
        }
    }
}
