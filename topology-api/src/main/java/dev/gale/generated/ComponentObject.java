package dev.gale.generated;

/**
 * The user's spout or bolt in the form in which it is stored and sent. {@link
 * dev.gale.utils.Utils#getSetComponentObject} turns it back into the object.
 */
public class ComponentObject extends TaggedUnion<ComponentObject._Fields> {
    /** The alternatives; the ids are those of Storm's Thrift definition. */
    public enum _Fields {
        SERIALIZED_JAVA(1);

        private final short id;

        _Fields(int id) {
            this.id = (short) id;
        }

        public short getThriftFieldId() {
            return id;
        }
    }

    private ComponentObject(_Fields field, Object value) {
        super(field, value);
    }

    /** A copy that shares nothing mutable with the other. */
    public ComponentObject(ComponentObject other) {
        super(other);
    }

    public ComponentObject deepCopy() {
        return new ComponentObject(this);
    }

    /** A Java-serialized spout or bolt. The array is not copied. */
    public static ComponentObject serialized_java(byte[] value) {
        return new ComponentObject(_Fields.SERIALIZED_JAVA, value);
    }

    public boolean is_set_serialized_java() {
        return getSetField() == _Fields.SERIALIZED_JAVA;
    }

    /** @throws IllegalStateException if another alternative is set */
    public byte[] get_serialized_java() {
        return (byte[]) value(_Fields.SERIALIZED_JAVA);
    }

    public boolean isSet(_Fields field) {
        return getSetField() == field;
    }

    /** Whether the alternative with this Thrift id is the one that is set. */
    public boolean isSet(int fieldId) {
        return getSetField().getThriftFieldId() == fieldId;
    }
}
