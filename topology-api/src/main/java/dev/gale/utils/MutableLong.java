package dev.gale.utils;

/** A long that can be changed in place. Not thread-safe. */
public class MutableLong {
    private long value;

    public MutableLong(long value) {
        this.value = value;
    }

    public void set(long value) {
        this.value = value;
    }

    public long get() {
        return value;
    }

    /** @return the new value */
    public long increment() {
        return increment(1);
    }

    /** @return the new value */
    public long increment(long amount) {
        value += amount;
        return value;
    }
}
