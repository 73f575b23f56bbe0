package dev.gale.worker.report;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A number that one thread increments and any thread reads. The write is a plain one, so that it costs nothing and keeps
 * the compiler from nothing; a reader sees it when the writer next does anything that others see, such as handing over a
 * batch, or asking for messages at the end of its duty cycle.
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

    @SuppressWarnings("UnusedVariable") // read through the handle
    private long value;

    /** Adds 1; by the writer only. */
    public void increment() {
        value++;
    }

    /** Adds {@code n}; by the writer only. */
    public void add(long n) {
        value += n;
    }

    public long get() {
        return (long) VALUE.getOpaque(this);
    }
}
