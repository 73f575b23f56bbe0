package dev.gale.kernel.time;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Virtual time: stands still until {@link #advance} moves it. Read by any thread; advanced by one thread at a time.
 */
public final class ManualClock implements Clock {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final long epochMillisAtZero;
    private volatile long nowNs;

    /** A clock whose both times start at zero. */
    public ManualClock() {
        this(0);
    }

    /** @param epochMillisAtStart what {@link #epochMillis} says before the first advance */
    public ManualClock(long epochMillisAtStart) {
        this.epochMillisAtZero = epochMillisAtStart;
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public long epochMillis() {
        return epochMillisAtZero + TimeUnit.NANOSECONDS.toMillis(nowNs);
    }

    @Override
    public boolean isVirtual() {
        return true;
    }

    /**
     * Moves time forward and tells the listeners and the sleepers.
     *
     * @param nanos how far, at least 0
     */
    public synchronized void advance(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("time cannot go back, was asked to advance by " + nanos + " ns");
        }
        nowNs = Math.addExact(nowNs, nanos);
        notifyAll();
        listeners.forEach(Runnable::run);
    }

    /** Registers what to run, on the advancing thread, after each advance. */
    public void onAdvance(Runnable listener) {
        listeners.add(listener);
    }

    /** Takes a listener off again; a listener that isn't registered is no error. */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** Blocks the calling thread until this clock has reached {@code deadlineNs}. */
    public synchronized void sleepUntil(long deadlineNs) throws InterruptedException {
        while (nowNs < deadlineNs) {
            wait();
        }
    }
}
