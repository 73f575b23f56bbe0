package dev.gale.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;
import java.util.Map;

/**
 * Writes the values of tuples: their number as a variable-length int, then each with its class. Not thread-safe: each
 * thread uses one of its own.
 *
 * <p>A value whose class is not registered is an {@link IllegalArgumentException} that names the class, a {@link
 * com.esotericsoftware.kryo.KryoException} if it lies within another value. The serializer can be used again
 * afterwards.
 */
public class KryoValuesSerializer {
    private static final int INITIAL_BUFFER_BYTES = 1024;
    /** A larger buffer is not kept for the next tuple: one huge tuple must not cost memory for ever. */
    private static final int LARGEST_KEPT_BUFFER_BYTES = 1 << 20;

    private final Kryo kryo;
    private final CommonValues common;
    private Output buffer = newBuffer();

    /** Makes a serializer with the Kryo that {@link SerializationFactory#getKryo} makes of this configuration. */
    public KryoValuesSerializer(Map<String, Object> conf) {
        kryo = SerializationFactory.getKryo(conf);
        common = new CommonValues(kryo);
    }

    /** Writes values to an output, which is left with what was written so far if that fails. */
    public void serializeInto(List<Object> values, Output output) {
        int size = values.size();
        output.writeVarInt(size, true);
        for (int i = 0; i < size; i++) {
            common.write(values.get(i), output);
        }
    }

    public byte[] serialize(List<Object> values) {
        buffer.reset();
        serializeInto(values, buffer);
        return takeBytes();
    }

    /** Writes one object, without a number before it; null is allowed. */
    public byte[] serializeObject(Object object) {
        buffer.reset();
        kryo.writeClassAndObject(buffer, object);
        return takeBytes();
    }

    private byte[] takeBytes() {
        byte[] bytes = buffer.toBytes();
        if (buffer.getBuffer().length > LARGEST_KEPT_BUFFER_BYTES) {
            buffer = newBuffer();
        }
        return bytes;
    }

    private static Output newBuffer() {
        return new Output(INITIAL_BUFFER_BYTES, -1);
    }
}
