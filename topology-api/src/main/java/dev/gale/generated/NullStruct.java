package dev.gale.generated;

import java.io.Serializable;

/** The value of the alternatives of a {@link Grouping} that have no parameter. All instances are equal. */
public class NullStruct implements Serializable {
    public NullStruct() {}

    public NullStruct(NullStruct other) {}

    public NullStruct deepCopy() {
        return new NullStruct();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NullStruct;
    }

    @Override
    public int hashCode() {
        return NullStruct.class.getName().hashCode();
    }

    @Override
    public String toString() {
        return "NullStruct()";
    }
}
