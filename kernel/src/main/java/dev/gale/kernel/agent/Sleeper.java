package dev.gale.kernel.agent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The sleep of one thread. The thread says that it is going to sleep ({@link #announce}), looks for work once more, and
 * then sleeps ({@link #tryFallAsleep}, {@link #park}): whoever gives it work after that look sees the announcement and
 * wakes it. A thread that is awake costs those who {@link #wake} it a fence and a read.
 */
final class Sleeper {
    private static final int AWAKE = 0;
    /** Looks for work once more: a signal must keep it from sleeping. */
    private static final int PARKING = 1;

    private static final int PARKED = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Sleeper.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread thread;
    private final AtomicLong rounds = new AtomicLong();
    /** Written by the thread (to sleep) and by those who wake it. */
    private volatile int state = AWAKE;

    Sleeper(Thread thread) {
        this.thread = thread;
    }

    /** Keeps the thread from sleeping, or ends its sleep. Any thread; after the work has been published. */
    void wake() {
        VarHandle.fullFence();
        if ((int) STATE.getOpaque(this) != AWAKE && (int) STATE.getAndSet(this, AWAKE) != AWAKE) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether the thread sleeps now. Any thread. */
    boolean isAsleep() {
        return state == PARKED;
    }

    /** How often the thread has slept. Any thread. */
    long rounds() {
        return rounds.get();
    }

    /** The thread is going to sleep, and will look for work once more. */
    void announce() {
        state = PARKING;
    }

    /** @return false when somebody has found work for the thread since {@link #announce} */
    boolean tryFallAsleep() {
        return STATE.compareAndSet(this, PARKING, PARKED);
    }

    /** Sleeps until it is woken, at most so long; after {@link #tryFallAsleep}. */
    void park(long longestNs) {
        if (longestNs > 0 && state == PARKED) {
            LockSupport.parkNanos(this, longestNs);
        }
        rounds.incrementAndGet();
    }

    /** The thread goes on, whether it slept or not. */
    void getUp() {
        state = AWAKE;
    }
}
