package dev.gale.worker.execute;

/**
 * How much an executor does before it looks at the clock, its control lane and its outboxes again: much when user code
 * is fast, so that looking costs nothing, and one call at a time when it is slow, so that nothing waits long for a
 * look. Adapts by what the last portions took. Confined to the executor's thread.
 */
final class WorkPortion {
    private static final int MOST = 512;
    private static final long AIM_NS = 50_000;

    private int size = 1;

    /** Calls of user code in the next duty cycle. */
    int size() {
        return size;
    }

    /** Whether single calls take so long that the cycle's time would be stale by the end of a call. */
    boolean isSlow() {
        return size == 1;
    }

    void took(long elapsedNs, int calls) {
        if (elapsedNs > 2 * AIM_NS) {
            // Halving would take a bolt that has just begun to block several long cycles to notice.
            size = elapsedNs > 16 * AIM_NS ? 1 : Math.max(1, size / 2);
        } else if (calls >= size && elapsedNs < AIM_NS) {
            size = Math.min(MOST, 2 * size);
        }
    }
}
