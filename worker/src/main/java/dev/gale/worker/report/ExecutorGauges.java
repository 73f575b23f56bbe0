package dev.gale.worker.report;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** What is measured per executor rather than per task. Each recorder is written by the executor's thread. */
public final class ExecutorGauges {
    /** How long execute took, mean of a duty cycle, weighted by its tuples. */
    public final LatencyRecorder execute = new LatencyRecorder();

    /** From leaving the sender to the start of the receiver's duty cycle. */
    public final LatencyRecorder queueWait = new LatencyRecorder();

    /** Spouts: from emit to the completion of the tree. */
    public final LatencyRecorder complete = new LatencyRecorder();

    private static final long NOT_BLOCKED = Long.MIN_VALUE;

    private final Counter blockedNs = new Counter();
    /** Since when the executor takes no input; written by its thread, rarely. */
    private final AtomicLong blockedSinceNs = new AtomicLong(NOT_BLOCKED);

    /** Time in duty cycles that did work, in nanoseconds. */
    public final Counter busyNs = new Counter();

    private final IntSupplier queueDepth;
    private final IntSupplier queueCapacity;
    private final IntSupplier pending;

    /**
     * @param queueDepth batches that wait now; safe for any thread
     * @param queueCapacity most batches that can wait; safe for any thread
     * @param pending spouts: roots pending now; safe for any thread
     */
    public ExecutorGauges(IntSupplier queueDepth, IntSupplier queueCapacity, IntSupplier pending) {
        this.queueDepth = queueDepth;
        this.queueCapacity = queueCapacity;
        this.pending = pending;
    }

    /** From now on no input is taken, since a receiver has no room. Executor's thread; no effect when that is so. */
    public void onBlocked(long nowNs) {
        if (!isBlocked()) {
            blockedSinceNs.lazySet(nowNs);
        }
    }

    /** Input is taken again. Executor's thread; no effect when that is so. */
    public void onUnblocked(long nowNs) {
        if (isBlocked()) {
            blockedNs.add(nowNs - blockedSinceNs.get());
            blockedSinceNs.lazySet(NOT_BLOCKED);
        }
    }

    public boolean isBlocked() {
        return blockedSinceNs.get() != NOT_BLOCKED;
    }

    /** How long no input was taken, up to now, in nanoseconds. */
    long blockedNs(long nowNs) {
        long since = blockedSinceNs.get();
        return blockedNs.get() + (since == NOT_BLOCKED ? 0 : Math.max(0, nowNs - since));
    }

    int queueDepth() {
        return queueDepth.getAsInt();
    }

    int queueCapacity() {
        return queueCapacity.getAsInt();
    }

    int pending() {
        return pending.getAsInt();
    }
}
