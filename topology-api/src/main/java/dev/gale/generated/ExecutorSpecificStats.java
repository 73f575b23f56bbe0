package dev.gale.generated;

/** The part of the statistics that spouts and bolts do not share. */
public class ExecutorSpecificStats extends TaggedUnion<ExecutorSpecificStats._Fields> {
    /** The alternatives; the ids are those of Storm's Thrift definition. */
    public enum _Fields {
        BOLT(1),
        SPOUT(2);

        private final short id;

        _Fields(int id) {
            this.id = (short) id;
        }

        public short getThriftFieldId() {
            return id;
        }
    }

    private ExecutorSpecificStats(_Fields field, Object value) {
        super(field, value);
    }

    /** A copy that shares nothing mutable with the other. */
    public ExecutorSpecificStats(ExecutorSpecificStats other) {
        super(other);
    }

    public ExecutorSpecificStats deepCopy() {
        return new ExecutorSpecificStats(this);
    }

    public static ExecutorSpecificStats bolt(BoltStats value) {
        return new ExecutorSpecificStats(_Fields.BOLT, value);
    }

    public static ExecutorSpecificStats spout(SpoutStats value) {
        return new ExecutorSpecificStats(_Fields.SPOUT, value);
    }

    public boolean is_set_bolt() {
        return getSetField() == _Fields.BOLT;
    }

    /** @throws IllegalStateException if another alternative is set */
    public BoltStats get_bolt() {
        return (BoltStats) value(_Fields.BOLT);
    }

    public boolean is_set_spout() {
        return getSetField() == _Fields.SPOUT;
    }

    /** @throws IllegalStateException if another alternative is set */
    public SpoutStats get_spout() {
        return (SpoutStats) value(_Fields.SPOUT);
    }

    public boolean isSet(_Fields field) {
        return getSetField() == field;
    }

    /** Whether the alternative with this Thrift id is the one that is set. */
    public boolean isSet(int fieldId) {
        return getSetField().getThriftFieldId() == fieldId;
    }
}
