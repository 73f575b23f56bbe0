package dev.gale.worker.codec;

import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes the same bytes as Kryo's own output, but what each tuple has in one step: small numbers, and pairs of longs. */
final class FrameOutput extends Output {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    FrameOutput(int firstBytes) {
        super(firstBytes, -1);
    }

    @Override
    public int writeVarInt(int value, boolean optimizePositive) {
        if (optimizePositive && value >>> 7 == 0 && position < capacity) {
            buffer[position++] = (byte) value;
            return 1;
        }
        return super.writeVarInt(value, optimizePositive);
    }

    /** Writes a root and its edge. */
    void writePair(long root, long edge) {
        require(2 * Long.BYTES);
        LONG.set(buffer, position, root);
        LONG.set(buffer, position + Long.BYTES, edge);
        position += 2 * Long.BYTES;
    }
}
