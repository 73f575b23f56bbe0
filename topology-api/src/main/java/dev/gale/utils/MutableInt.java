package dev.gale.utils;

/** An int that can be changed in place. Not thread-safe. */
public class MutableInt {
    private int value;

    public MutableInt(int value) {
        this.value = value;
    }

    public void set(int value) {
        this.value = value;
    }

    public int get() {
        return value;
    }

    /** @return the new value */
    public int increment() {
        return increment(1);
    }

    /** @return the new value */
    public int increment(int amount) {
        value += amount;
        return value;
    }
}
