package dev.gale.worker.codec;

import com.esotericsoftware.kryo.io.Input;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the same bytes as Kryo's own input, but small numbers, longs and ASCII in one step. */
final class FrameInput extends Input {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    @Override
    public int readVarInt(boolean optimizePositive) {
        if (optimizePositive && position < limit) {
            byte only = buffer[position];
            if (only >= 0) {
                position++;
                return only;
            }
        }
        return super.readVarInt(optimizePositive);
    }

    @Override
    public long readLong() {
        if (limit - position < Long.BYTES) {
            return super.readLong();
        }
        long value = (long) LONG.get(buffer, position);
        position += Long.BYTES;
        return value;
    }

    @Override
    public String readString() {
        // Kryo marks the first byte of what isn't ASCII, and the last of what is.
        int end = position;
        while (end < limit && buffer[end] >= 0) {
            end++;
        }
        if (end == position || end == limit) {
            return super.readString();
        }
        int start = position;
        position = end + 1;
        byte marked = buffer[end];
        buffer[end] = (byte) (marked & 0x7F);
        String text = new String(buffer, start, position - start, StandardCharsets.ISO_8859_1);
        buffer[end] = marked;
        return text;
    }
}
