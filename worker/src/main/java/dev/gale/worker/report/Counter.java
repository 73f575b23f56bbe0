package dev.gale.worker.report;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A number that one thread increments and any thread reads. The write is opaque: no fence, no lock prefix; a reader
 * sees it soon, and sees all of it once the writer has handed over by other means.
 */
public final class Counter {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    /** Adds 1; by the writer only. */
    public void increment() {
        VALUE.setOpaque(this, value + 1);
    }

    /** Adds {@code n}; by the writer only. */
    public void add(long n) {
        VALUE.setOpaque(this, value + n);
    }

    public long get() {
        return (long) VALUE.getOpaque(this);
    }
}
