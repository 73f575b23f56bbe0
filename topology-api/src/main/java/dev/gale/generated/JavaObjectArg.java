package dev.gale.generated;

/** One constructor argument of a {@link JavaObject}. */
public class JavaObjectArg extends TaggedUnion<JavaObjectArg._Fields> {
    /** The alternatives; the ids are those of Storm's Thrift definition. */
    public enum _Fields {
        INT_ARG(1),
        LONG_ARG(2),
        STRING_ARG(3),
        BOOL_ARG(4),
        BINARY_ARG(5),
        DOUBLE_ARG(6);

        private final short id;

        _Fields(int id) {
            this.id = (short) id;
        }

        public short getThriftFieldId() {
            return id;
        }
    }

    private JavaObjectArg(_Fields field, Object value) {
        super(field, value);
    }

    /** A copy that shares nothing mutable with the other. */
    public JavaObjectArg(JavaObjectArg other) {
        super(other);
    }

    public JavaObjectArg deepCopy() {
        return new JavaObjectArg(this);
    }

    public static JavaObjectArg int_arg(int value) {
        return new JavaObjectArg(_Fields.INT_ARG, value);
    }

    public static JavaObjectArg long_arg(long value) {
        return new JavaObjectArg(_Fields.LONG_ARG, value);
    }

    public static JavaObjectArg string_arg(String value) {
        return new JavaObjectArg(_Fields.STRING_ARG, value);
    }

    public static JavaObjectArg bool_arg(boolean value) {
        return new JavaObjectArg(_Fields.BOOL_ARG, value);
    }

    public static JavaObjectArg binary_arg(byte[] value) {
        return new JavaObjectArg(_Fields.BINARY_ARG, value);
    }

    public static JavaObjectArg double_arg(double value) {
        return new JavaObjectArg(_Fields.DOUBLE_ARG, value);
    }

    public boolean is_set_int_arg() {
        return getSetField() == _Fields.INT_ARG;
    }

    /** @throws IllegalStateException if another alternative is set */
    public int get_int_arg() {
        return (Integer) value(_Fields.INT_ARG);
    }

    public boolean is_set_long_arg() {
        return getSetField() == _Fields.LONG_ARG;
    }

    /** @throws IllegalStateException if another alternative is set */
    public long get_long_arg() {
        return (Long) value(_Fields.LONG_ARG);
    }

    public boolean is_set_string_arg() {
        return getSetField() == _Fields.STRING_ARG;
    }

    /** @throws IllegalStateException if another alternative is set */
    public String get_string_arg() {
        return (String) value(_Fields.STRING_ARG);
    }

    public boolean is_set_bool_arg() {
        return getSetField() == _Fields.BOOL_ARG;
    }

    /** @throws IllegalStateException if another alternative is set */
    public boolean get_bool_arg() {
        return (Boolean) value(_Fields.BOOL_ARG);
    }

    public boolean is_set_binary_arg() {
        return getSetField() == _Fields.BINARY_ARG;
    }

    /** @throws IllegalStateException if another alternative is set */
    public byte[] get_binary_arg() {
        return (byte[]) value(_Fields.BINARY_ARG);
    }

    public boolean is_set_double_arg() {
        return getSetField() == _Fields.DOUBLE_ARG;
    }

    /** @throws IllegalStateException if another alternative is set */
    public double get_double_arg() {
        return (Double) value(_Fields.DOUBLE_ARG);
    }

    public boolean isSet(_Fields field) {
        return getSetField() == field;
    }

    /** Whether the alternative with this Thrift id is the one that is set. */
    public boolean isSet(int fieldId) {
        return getSetField().getThriftFieldId() == fieldId;
    }
}
