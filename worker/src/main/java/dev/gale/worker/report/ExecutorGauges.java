package dev.gale.worker.report;

import java.util.function.IntSupplier;

/** What is measured per executor rather than per task. Each recorder is written by the executor's thread. */
public final class ExecutorGauges {
    /** How long execute took, mean of a duty cycle, weighted by its tuples. */
    public final LatencyRecorder execute = new LatencyRecorder();

    /** From leaving the sender to the start of the receiver's duty cycle. */
    public final LatencyRecorder queueWait = new LatencyRecorder();

    /** Spouts: from emit to the completion of the tree. */
    public final LatencyRecorder complete = new LatencyRecorder();

    /** Time during which no input was taken since a receiver had no room, in nanoseconds. */
    public final Counter blockedNs = new Counter();

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
