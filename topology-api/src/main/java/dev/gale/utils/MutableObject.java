package dev.gale.utils;

/** A reference that can be changed in place, by any thread. */
public class MutableObject {
    private Object value;

    /** Starts with null. */
    public MutableObject() {}

    public MutableObject(Object value) {
        this.value = value;
    }

    public synchronized Object getObject() {
        return value;
    }

    public synchronized void setObject(Object value) {
        this.value = value;
    }
}
