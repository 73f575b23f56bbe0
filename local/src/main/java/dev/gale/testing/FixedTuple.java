package dev.gale.testing;

import dev.gale.utils.Utils;
import java.io.Serializable;
import java.util.List;

/** Values on a stream: what {@link FixedTupleSpout} emits and {@link TupleCaptureBolt} has seen. */
public class FixedTuple implements Serializable {
    private static final long serialVersionUID = 1L;

    public String stream;

    @SuppressWarnings("serial") // the values' class is the user's affair
    public List<Object> values;

    /** Values on the stream {@code default}. */
    public FixedTuple(List<Object> values) {
        this(Utils.DEFAULT_STREAM_ID, values);
    }

    public FixedTuple(String stream, List<Object> values) {
        this.stream = stream;
        this.values = values;
    }

    @Override
    public String toString() {
        return stream + ":" + values;
    }
}
