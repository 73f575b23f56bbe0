package dev.gale.worker.execute;

import dev.gale.kernel.time.Clock;
import java.time.Duration;

/**
 * Measures what each executor of a group takes for itself, although they call each other: now and then one call of the
 * first one is timed, with all the calls within it. A clock read costs as much as a small bolt, so not every call is; but
 * every one is while calls are slow. Confined to the group's thread.
 */
final class CallTimer {
    /** Fast calls are timed no more often than this. */
    private static final long INTERVAL_NS = Duration.ofMillis(1).toNanos();

    private final Clock clock;
    private boolean due = true;
    private boolean on;
    private long lastNs;
    /** What calls within the present one have taken. */
    private long innerNs;

    CallTimer(Clock clock) {
        this.clock = clock;
    }

    /** A duty cycle begins. */
    void onCycle(long nowNs) {
        if (nowNs - lastNs >= INTERVAL_NS) {
            lastNs = nowNs;
            due = true;
        }
    }

    /** Whether the call that the first executor is about to make is to be timed. */
    boolean isDue(boolean slow) {
        return due || slow;
    }

    /** Begins to time calls; ended by {@link #stop}. */
    void start() {
        due = false;
        on = true;
        innerNs = 0;
    }

    void stop() {
        on = false;
    }

    /** Whether calls are timed now. */
    boolean isOn() {
        return on;
    }

    long nowNs() {
        return clock.nanoTime();
    }

    /** To be called when a timed call begins; the answer is for {@link #leave}. */
    long enter() {
        long outerNs = innerNs;
        innerNs = 0;
        return outerNs;
    }

    /**
     * To be called when a timed call ends.
     *
     * @param outerNs what {@link #enter} answered
     * @return what the call took without the calls within it, in nanoseconds
     */
    long leave(long outerNs, long startNs) {
        long wholeNs = clock.nanoTime() - startNs;
        long ownNs = Math.max(0, wholeNs - innerNs);
        innerNs = outerNs + wholeNs;
        return ownNs;
    }
}
