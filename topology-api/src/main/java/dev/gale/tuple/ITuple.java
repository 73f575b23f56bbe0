package dev.gale.tuple;

import java.util.List;

/**
 * Named, ordered values: what {@link Tuple} and similar records have in common.
 *
 * <p>The typed getters cast and never convert: a value of another type is a {@link ClassCastException}, a null value
 * is returned as null. A position that does not exist is an {@link IndexOutOfBoundsException}, a field name that does
 * not exist an {@link IllegalArgumentException}.
 */
public interface ITuple {
    /** The number of values. */
    int size();

    /** The names of the values, in order. */
    Fields getFields();

    /** All values in order. The list may be shared with other tuples of the same emit: do not change it. */
    List<Object> getValues();

    Object getValue(int i);

    default boolean contains(String field) {
        return getFields().contains(field);
    }

    /** The position of a field, counted from 0. */
    default int fieldIndex(String field) {
        return getFields().fieldIndex(field);
    }

    /** A new list of the values that {@code selector} names, in the selector's order. */
    default List<Object> select(Fields selector) {
        return getFields().select(selector, getValues());
    }

    default String getString(int i) {
        return (String) getValue(i);
    }

    default Integer getInteger(int i) {
        return (Integer) getValue(i);
    }

    default Long getLong(int i) {
        return (Long) getValue(i);
    }

    default Boolean getBoolean(int i) {
        return (Boolean) getValue(i);
    }

    default Short getShort(int i) {
        return (Short) getValue(i);
    }

    default Byte getByte(int i) {
        return (Byte) getValue(i);
    }

    default Double getDouble(int i) {
        return (Double) getValue(i);
    }

    default Float getFloat(int i) {
        return (Float) getValue(i);
    }

    default byte[] getBinary(int i) {
        return (byte[]) getValue(i);
    }

    default Object getValueByField(String field) {
        return getValue(fieldIndex(field));
    }

    default String getStringByField(String field) {
        return (String) getValue(fieldIndex(field));
    }

    default Integer getIntegerByField(String field) {
        return (Integer) getValue(fieldIndex(field));
    }

    default Long getLongByField(String field) {
        return (Long) getValue(fieldIndex(field));
    }

    default Boolean getBooleanByField(String field) {
        return (Boolean) getValue(fieldIndex(field));
    }

    default Short getShortByField(String field) {
        return (Short) getValue(fieldIndex(field));
    }

    default Byte getByteByField(String field) {
        return (Byte) getValue(fieldIndex(field));
    }

    default Double getDoubleByField(String field) {
        return (Double) getValue(fieldIndex(field));
    }

    default Float getFloatByField(String field) {
        return (Float) getValue(fieldIndex(field));
    }

    default byte[] getBinaryByField(String field) {
        return (byte[]) getValue(fieldIndex(field));
    }
}
