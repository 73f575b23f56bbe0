package dev.gale.worker.transport;

import dev.gale.worker.transport.Refusal.Reason;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Cuts what comes in from a connection into frames and checks them. Nothing is taken from a head before its checksum
 * holds, so what isn't Gale's is recognized by its first bytes. Confined to the connection's thread.
 */
final class FrameReader {
    /** Gets whole, checked frames. */
    interface Receiver {
        /**
         * How long a body may be, asked before there is room made for it.
         *
         * @throws Refusal when such a frame may not come now
         */
        int mostBytes(FrameType type, long epoch) throws Refusal;

        /** @param body the receiver's from now on */
        void onFrame(FrameType type, long epoch, int subject, byte[] body) throws Refusal;
    }

    private static final byte[] EMPTY = {};

    private final ByteBuffer head = ByteBuffer.allocate(Frames.HEAD_BYTES);
    private long salt;
    private int nextNumber;
    private FrameType type;
    private long epoch;
    private int subject;
    private int bodyChecksum;
    /** Null as long as the head isn't complete. */
    private byte[] body;

    private int bodyFilled;

    /** Heads are checked with this from the next frame on. */
    void setSalt(long newSalt) {
        salt = newSalt;
    }

    /**
     * Takes everything out of a buffer.
     *
     * @throws Refusal when what comes is not what may come; nothing can be read any more
     */
    void read(ByteBuf in, Receiver receiver) throws Refusal {
        while (in.isReadable()) {
            if (body == null && !readHead(in, receiver)) {
                return;
            }
            int taken = Math.min(in.readableBytes(), body.length - bodyFilled);
            in.readBytes(body, bodyFilled, taken);
            bodyFilled += taken;
            if (bodyFilled == body.length) {
                byte[] complete = body;
                body = null;
                bodyFilled = 0;
                check(complete);
                receiver.onFrame(type, epoch, subject, complete);
            }
        }
    }

    private boolean readHead(ByteBuf in, Receiver receiver) throws Refusal {
        head.limit(head.position() + Math.min(head.capacity() - head.position(), in.readableBytes()));
        in.readBytes(head);
        if (head.position() < head.capacity()) {
            return false;
        }
        head.flip();
        CRC32C checksum = Frames.salted(salt);
        checksum.update(head.array(), Frames.CHECKED_FROM, Frames.HEAD_BYTES - Frames.CHECKED_FROM);
        if (head.getInt() != (int) checksum.getValue()) {
            throw new Refusal(
                    nextNumber == 0 ? Reason.NOT_GALE : Reason.MALFORMED,
                    nextNumber == 0
                            ? "these are no frames of a Gale worker"
                            : "the checksum of the head of frame " + nextNumber + " doesn't hold");
        }
        int length = head.getInt();
        bodyChecksum = head.getInt();
        int number = head.getInt();
        epoch = head.getLong();
        subject = head.getInt();
        int typeAndZero = head.getInt();
        head.clear();
        type = FrameType.of((byte) (typeAndZero >>> 24));
        if (type == null || (typeAndZero & 0xFF_FFFF) != 0) {
            throw new Refusal(Reason.MALFORMED, "there are no frames of type " + Integer.toHexString(typeAndZero));
        }
        if (number != nextNumber) {
            throw new Refusal(Reason.OUT_OF_ORDER, "frame " + number + " came where " + nextNumber + " was due");
        }
        nextNumber++;
        int most = receiver.mostBytes(type, epoch);
        if (length < 0 || length > most) {
            throw new Refusal(
                    Reason.TOO_LARGE, "a frame " + type + " of " + length + " bytes; it may have " + most + " at most");
        }
        body = length == 0 ? EMPTY : new byte[length];
        return true;
    }

    private void check(byte[] complete) throws Refusal {
        CRC32C checksum = new CRC32C();
        checksum.update(complete, 0, complete.length);
        if ((int) checksum.getValue() != bodyChecksum) {
            throw new Refusal(
                    Reason.MALFORMED, "the checksum of the body of frame " + (nextNumber - 1) + " doesn't hold");
        }
    }
}
