package dev.gale.tuple;

import java.util.ArrayList;

/**
 * The values of one tuple, made where it is emitted: {@code collector.emit(new Values("word", 1))}.
 *
 * <p>After the emit the list belongs to the runtime and may be read by other threads; do not change it any more.
 */
public class Values extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    /** An empty list to which values are added. */
    public Values() {}

    public Values(Object... values) {
        super(values.length);
        for (Object value : values) {
            add(value);
        }
    }
}
