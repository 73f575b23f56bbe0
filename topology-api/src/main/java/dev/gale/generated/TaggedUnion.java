package dev.gale.generated;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A value that is one of several alternatives, in the manner of Thrift's unions: the base of {@link Grouping} and its
 * like. Which alternative is set never changes.
 *
 * @param <F> the alternatives
 */
abstract class TaggedUnion<F extends Enum<F>> implements Serializable {
    private final F field;

    private final Object value;

    TaggedUnion(F field, Object value) {
        this.field = field;
        this.value = Objects.requireNonNull(value, () -> nameOf(field) + " needs a value, found null");
    }

    TaggedUnion(TaggedUnion<F> other) {
        this(other.field, copyOf(other.value));
    }

    /** The alternative that is set; never null. */
    public F getSetField() {
        return field;
    }

    /** The value of the alternative that is set; never null. */
    public Object getFieldValue() {
        return value;
    }

    final Object value(F wanted) {
        if (field != wanted) {
            throw new IllegalStateException("Cannot get " + nameOf(wanted) + " of " + this + ": it is set to "
                    + nameOf(field) + "; look at getSetField() first");
        }
        return value;
    }

    private static Object copyOf(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        return value instanceof JavaObject object ? new JavaObject(object) : value;
    }

    private static String nameOf(Enum<?> field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        // Each union has an enum of its own, so that equal fields imply equal classes.
        return other instanceof TaggedUnion<?> that && that.field == field && Objects.deepEquals(that.value, value);
    }

    @Override
    public int hashCode() {
        // The name and not the constant: identity hashes differ between processes.
        return 31 * field.name().hashCode()
                + (value instanceof byte[] bytes ? Arrays.hashCode(bytes) : value.hashCode());
    }

    @Override
    public String toString() {
        String shown = value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
        return getClass().getSimpleName() + "(" + nameOf(field) + "=" + shown + ")";
    }
}
