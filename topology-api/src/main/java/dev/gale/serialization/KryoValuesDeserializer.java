package dev.gale.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link KryoValuesSerializer} wrote with the same configuration. Not thread-safe: each thread uses one of
 * its own. Broken bytes are a {@link KryoException}.
 */
public class KryoValuesDeserializer {
    private final Kryo kryo;
    private final CommonValues common;
    private final Input input = new Input();

    /** Makes a deserializer with the Kryo that {@link SerializationFactory#getKryo} makes of this configuration. */
    public KryoValuesDeserializer(Map<String, Object> conf) {
        kryo = SerializationFactory.getKryo(conf);
        common = new CommonValues(kryo);
    }

    /** Reads values, as a new list, and leaves the input behind them. */
    public List<Object> deserializeFrom(Input source) {
        int size = source.readVarInt(true);
        // Each value takes a byte at least; checked before a list of that size is made.
        boolean tooMany = source.getInputStream() == null && size > source.limit() - source.position();
        if (size < 0 || tooMany) {
            throw new KryoException(
                    "A serialized tuple claims " + size + " values where " + (source.limit() - source.position())
                            + " bytes are left; the bytes are broken or of another format");
        }
        List<Object> values = new ArrayList<>(source.getInputStream() == null ? size : 0);
        for (int i = 0; i < size; i++) {
            values.add(common.read(source));
        }
        return values;
    }

    public List<Object> deserialize(byte[] serialized) {
        input.setBuffer(serialized);
        return deserializeFrom(input);
    }

    /** Reads what {@link KryoValuesSerializer#serializeObject} wrote; may be null. */
    public Object deserializeObject(byte[] serialized) {
        input.setBuffer(serialized);
        return kryo.readClassAndObject(input);
    }
}
