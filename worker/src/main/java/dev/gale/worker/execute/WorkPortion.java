package dev.gale.worker.execute;

/**
 * How much an executor does before it looks at its control lane and hands over what it has emitted: much when user code
 * is fast, so that this costs nothing, and one call at a time when it is slow, so that nothing waits long. Adapts by what
 * the last portion took. Confined to the executor's thread.
 */
final class WorkPortion {
    /** After so many calls within a portion the clock is looked at: user code may have become slow just now. */
    static final int CALLS_PER_LOOK = 16;

    private static final int MOST = 512;
    private static final long AIM_NS = 50_000;

    private int size = 1;

    /** Calls of user code in the next duty cycle, at most. */
    int size() {
        return size;
    }

    /** Whether single calls take so long that the cycle's time would be stale by the end of a call. */
    boolean isSlow() {
        return size == 1;
    }

    /** Whether a portion that has taken so long must end here. */
    static boolean isEnough(long elapsedNs) {
        return elapsedNs > 2 * AIM_NS;
    }

    void took(long elapsedNs, int calls) {
        if (elapsedNs > 2 * AIM_NS) {
            // Halving would take several long cycles to follow user code that has begun to block.
            size = elapsedNs > 16 * AIM_NS ? 1 : Math.max(1, size / 2);
        } else if (calls >= size && elapsedNs < AIM_NS) {
            // At once: what made it small may have been no user code but another process on this core.
            size = Math.min(MOST, 2 * size);
        }
    }
}
