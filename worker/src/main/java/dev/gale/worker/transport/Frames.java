package dev.gale.worker.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.zip.CRC32C;

/**
 * The form of a frame: a head of {@value #HEAD_BYTES} bytes, then the body. Big-endian:
 *
 * <pre>
 *  0 int  checksum of the head: CRC32C of the connection's salt (8 bytes) and the 28 bytes that follow
 *  4 int  length of the body
 *  8 int  checksum of the body: CRC32C
 * 12 int  number of the frame in its direction of the connection, from 0
 * 16 long the sender's epoch
 * 24 int  executor that the frame is about, 0 where it is about none
 * 28 byte type
 * 29 three bytes 0
 * </pre>
 *
 * <p>Whoever has something to send makes the body and {@link #finish finishes} it; the connection's thread
 * {@link #stamp stamps} it when its turn has come.
 */
final class Frames {
    static final int HEAD_BYTES = 32;
    static final int CHECKED_FROM = 4;

    private static final int LENGTH = 4;
    private static final int BODY_CHECKSUM = 8;
    private static final int NUMBER = 12;
    private static final int EPOCH = 16;
    private static final int SUBJECT = 24;
    private static final int TYPE = 28;

    /** A frame that is longer than this counts as several when it is weighed against what may be under way. */
    private static final int UNIT_BITS = 14;

    private Frames() {}

    /** How much of the window a body of that length takes: each begun 16 KiB one unit. */
    static int units(int bodyBytes) {
        return 1 + (bodyBytes >>> UNIT_BITS);
    }

    /** A buffer to write a body into, behind the place for the head. */
    static ByteBuf begin(ByteBufAllocator allocator, int bodyBytes) {
        return allocator.directBuffer(HEAD_BYTES + bodyBytes).writerIndex(HEAD_BYTES);
    }

    /** Writes what is known of the head when the body is complete. */
    static ByteBuf finish(ByteBuf frame, FrameType type, int subject) {
        int length = frame.writerIndex() - HEAD_BYTES;
        CRC32C checksum = new CRC32C();
        checksum.update(frame.internalNioBuffer(HEAD_BYTES, length));
        frame.setInt(LENGTH, length);
        frame.setInt(BODY_CHECKSUM, (int) checksum.getValue());
        frame.setInt(SUBJECT, subject);
        frame.setInt(TYPE, type.code() << 24);
        return frame;
    }

    /** A whole frame. */
    static ByteBuf of(ByteBufAllocator allocator, FrameType type, int subject, byte[] body) {
        return finish(begin(allocator, body.length).writeBytes(body), type, subject);
    }

    /** Writes what is known of the head when the frame is sent. */
    static ByteBuf stamp(ByteBuf frame, int number, long epoch, long salt) {
        frame.setInt(NUMBER, number);
        frame.setLong(EPOCH, epoch);
        CRC32C checksum = salted(salt);
        checksum.update(frame.internalNioBuffer(CHECKED_FROM, HEAD_BYTES - CHECKED_FROM));
        return frame.setInt(0, (int) checksum.getValue());
    }

    /** A checksum that has seen the salt of the connection. */
    static CRC32C salted(long salt) {
        CRC32C checksum = new CRC32C();
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            checksum.update((int) (salt >>> shift) & 0xFF);
        }
        return checksum;
    }
}
