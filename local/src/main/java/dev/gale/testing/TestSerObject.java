package dev.gale.testing;

import java.io.Serializable;

/** Something that can be serialized and compared. */
public class TestSerObject implements Serializable {
    private static final long serialVersionUID = 1L;

    public int f1;
    public int f2;

    public TestSerObject(int f1, int f2) {
        this.f1 = f1;
        this.f2 = f2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TestSerObject that && f1 == that.f1 && f2 == that.f2;
    }

    @Override
    public int hashCode() {
        return 31 * f1 + f2;
    }

    @Override
    public String toString() {
        return "TestSerObject(" + f1 + ", " + f2 + ")";
    }
}
