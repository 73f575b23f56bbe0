package dev.gale.spout;

import dev.gale.tuple.Fields;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Uses a {@link Scheme} where a {@link MultiScheme} is asked for. */
public class SchemeAsMultiScheme implements MultiScheme {
    private static final long serialVersionUID = 1L;

    public final Scheme scheme;

    public SchemeAsMultiScheme(Scheme scheme) {
        this.scheme = Objects.requireNonNull(scheme, "scheme");
    }

    /** The one tuple that the scheme makes of the message; null if it makes none. */
    @Override
    public Iterable<List<Object>> deserialize(ByteBuffer message) {
        List<Object> values = scheme.deserialize(message);
        return values == null ? null : Collections.singletonList(values);
    }

    @Override
    public Fields getOutputFields() {
        return scheme.getOutputFields();
    }
}
