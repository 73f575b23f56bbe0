package dev.gale.utils;

/**
 * Allows a number of events per window of time; the windows follow each other by the clock of {@link Time}. Not
 * thread-safe.
 */
public class WindowedTimeThrottler {
    private final long windowMs;
    private final long maxEvents;
    private long windowStartMs;
    private long events;

    public WindowedTimeThrottler(Number windowMillis, Number maxEvents) {
        this.windowMs = windowMillis.longValue();
        this.maxEvents = maxEvents.longValue();
        this.windowStartMs = Time.currentTimeMillis();
    }

    /** Whether the present window has had all its events. */
    public boolean isThrottled() {
        startWindowIfOver();
        return events >= maxEvents;
    }

    /** Counts an event, whether it was allowed or not. */
    public void markEvent() {
        startWindowIfOver();
        events++;
    }

    private void startWindowIfOver() {
        long nowMs = Time.currentTimeMillis();
        if (nowMs - windowStartMs > windowMs) {
            windowStartMs = nowMs;
            events = 0;
        }
    }
}
