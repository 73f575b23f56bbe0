package dev.gale.spout;

import dev.gale.tuple.Fields;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;

/** Passes a message on as it is, as one tuple: one field {@code bytes} with a {@code byte[]}. */
public class RawMultiScheme implements MultiScheme {
    private static final long serialVersionUID = 1L;

    private final RawScheme raw = new RawScheme();

    @Override
    public Iterable<List<Object>> deserialize(ByteBuffer message) {
        return Collections.singletonList(raw.deserialize(message));
    }

    @Override
    public Fields getOutputFields() {
        return raw.getOutputFields();
    }
}
