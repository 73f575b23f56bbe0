package dev.gale.tuple;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The names of the values of a stream, in order. Immutable, so any thread may use it.
 *
 * <p>Names are unique and not null; a violation is an {@link IllegalArgumentException} at construction. No names at
 * all is legal: such a stream carries tuples without values.
 */
public class Fields implements Iterable<String>, Serializable {
    private static final long serialVersionUID = 1L;

    private final List<String> names;
    private final Map<String, Integer> positions;

    public Fields(String... fields) {
        this(Arrays.asList(fields));
    }

    public Fields(List<String> fields) {
        List<String> copy = new ArrayList<>(fields.size());
        Map<String, Integer> index = new HashMap<>(2 * fields.size());
        for (String field : fields) {
            if (field == null) {
                throw new IllegalArgumentException("The field name at position " + copy.size() + " of " + fields
                        + " is null; every field needs a name");
            }
            if (index.put(field, copy.size()) != null) {
                throw new IllegalArgumentException(
                        "duplicate field '" + field + "' in " + fields + "; a stream's field names must be distinct");
            }
            copy.add(field);
        }
        this.names = Collections.unmodifiableList(copy);
        this.positions = index;
    }

    /**
     * Picks from a tuple with these fields the values that {@code selector} names, in the selector's order.
     *
     * @return a new list of the selector's size
     * @throws IllegalArgumentException if the selector names a field that is not one of these
     */
    public List<Object> select(Fields selector, List<Object> tuple) {
        int size = selector.names.size();
        List<Object> selected = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            selected.add(tuple.get(fieldIndex(selector.names.get(i))));
        }
        return selected;
    }

    /** A new list that the caller may change. */
    public List<String> toList() {
        return new ArrayList<>(names);
    }

    public int size() {
        return names.size();
    }

    /**
     * The name at a position.
     *
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public String get(int index) {
        return names.get(index);
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    /**
     * The position of a field, counted from 0.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    public int fieldIndex(String field) {
        Integer position = positions.get(field);
        if (position == null) {
            throw new IllegalArgumentException(field + " does not exist; the fields are " + names);
        }
        return position;
    }

    public boolean contains(String field) {
        return positions.containsKey(field);
    }

    @Override
    public String toString() {
        return names.toString();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Fields that && names.equals(that.names));
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }
}
