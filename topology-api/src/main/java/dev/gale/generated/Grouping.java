package dev.gale.generated;

import java.util.List;

/** How the tuples of a stream are spread over the tasks of the component that subscribes to it. */
public class Grouping extends TaggedUnion<Grouping._Fields> {
    /** The alternatives; the ids are those of Storm's Thrift definition. */
    public enum _Fields {
        FIELDS(1),
        SHUFFLE(2),
        ALL(3),
        NONE(4),
        DIRECT(5),
        CUSTOM_OBJECT(6),
        CUSTOM_SERIALIZED(7),
        LOCAL_OR_SHUFFLE(8);

        private final short id;

        _Fields(int id) {
            this.id = (short) id;
        }

        public short getThriftFieldId() {
            return id;
        }
    }

    private Grouping(_Fields field, Object value) {
        super(field, value);
    }

    /** A copy that shares nothing mutable with the other. */
    public Grouping(Grouping other) {
        super(other);
    }

    public Grouping deepCopy() {
        return new Grouping(this);
    }

    /** Equal values of these fields go to the same task; an empty list sends all to the lowest task id ("global"). */
    public static Grouping fields(List<String> value) {
        return new Grouping(_Fields.FIELDS, value);
    }

    /** Evenly in turn. */
    public static Grouping shuffle(NullStruct value) {
        return new Grouping(_Fields.SHUFFLE, value);
    }

    /** A copy to every task. */
    public static Grouping all(NullStruct value) {
        return new Grouping(_Fields.ALL, value);
    }

    /** A task at random. */
    public static Grouping none(NullStruct value) {
        return new Grouping(_Fields.NONE, value);
    }

    /** The emitter names the task. */
    public static Grouping direct(NullStruct value) {
        return new Grouping(_Fields.DIRECT, value);
    }

    /** A {@link dev.gale.grouping.CustomStreamGrouping} made from class name and arguments. */
    public static Grouping custom_object(JavaObject value) {
        return new Grouping(_Fields.CUSTOM_OBJECT, value);
    }

    /** A Java-serialized {@link dev.gale.grouping.CustomStreamGrouping}. The array is not copied. */
    public static Grouping custom_serialized(byte[] value) {
        return new Grouping(_Fields.CUSTOM_SERIALIZED, value);
    }

    /** Evenly among the tasks of the emitting worker if it has any, else among all. */
    public static Grouping local_or_shuffle(NullStruct value) {
        return new Grouping(_Fields.LOCAL_OR_SHUFFLE, value);
    }

    public boolean is_set_fields() {
        return getSetField() == _Fields.FIELDS;
    }

    /** @throws IllegalStateException if another alternative is set */
    @SuppressWarnings("unchecked") // only the factory above sets this alternative
    public List<String> get_fields() {
        return (List<String>) value(_Fields.FIELDS);
    }

    public boolean is_set_shuffle() {
        return getSetField() == _Fields.SHUFFLE;
    }

    /** @throws IllegalStateException if another alternative is set */
    public NullStruct get_shuffle() {
        return (NullStruct) value(_Fields.SHUFFLE);
    }

    public boolean is_set_all() {
        return getSetField() == _Fields.ALL;
    }

    /** @throws IllegalStateException if another alternative is set */
    public NullStruct get_all() {
        return (NullStruct) value(_Fields.ALL);
    }

    public boolean is_set_none() {
        return getSetField() == _Fields.NONE;
    }

    /** @throws IllegalStateException if another alternative is set */
    public NullStruct get_none() {
        return (NullStruct) value(_Fields.NONE);
    }

    public boolean is_set_direct() {
        return getSetField() == _Fields.DIRECT;
    }

    /** @throws IllegalStateException if another alternative is set */
    public NullStruct get_direct() {
        return (NullStruct) value(_Fields.DIRECT);
    }

    public boolean is_set_custom_object() {
        return getSetField() == _Fields.CUSTOM_OBJECT;
    }

    /** @throws IllegalStateException if another alternative is set */
    public JavaObject get_custom_object() {
        return (JavaObject) value(_Fields.CUSTOM_OBJECT);
    }

    public boolean is_set_custom_serialized() {
        return getSetField() == _Fields.CUSTOM_SERIALIZED;
    }

    /** @throws IllegalStateException if another alternative is set */
    public byte[] get_custom_serialized() {
        return (byte[]) value(_Fields.CUSTOM_SERIALIZED);
    }

    public boolean is_set_local_or_shuffle() {
        return getSetField() == _Fields.LOCAL_OR_SHUFFLE;
    }

    /** @throws IllegalStateException if another alternative is set */
    public NullStruct get_local_or_shuffle() {
        return (NullStruct) value(_Fields.LOCAL_OR_SHUFFLE);
    }

    public boolean isSet(_Fields field) {
        return getSetField() == field;
    }

    /** Whether the alternative with this Thrift id is the one that is set. */
    public boolean isSet(int fieldId) {
        return getSetField().getThriftFieldId() == fieldId;
    }
}
