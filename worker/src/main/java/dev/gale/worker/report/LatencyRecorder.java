package dev.gale.worker.report;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Distribution of a duration, recorded by one thread and read by any. Equal neighbouring values are counted first and
 * recorded together: within a duty cycle, which reads the clock once, they are many.
 */
public final class LatencyRecorder {
    private static final int SIGNIFICANT_DIGITS = 2;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
    private final Histogram total = new Histogram(SIGNIFICANT_DIGITS);
    private Histogram recycled;
    private long runValue;
    private long runLength;

    /** Notes {@code count} events that took {@code nanos} each; negative durations count as 0. Writer only. */
    public void record(long nanos, long count) {
        if (nanos == runValue) {
            runLength += count;
        } else {
            settle();
            runValue = nanos;
            runLength = count;
        }
    }

    /** Records what has been counted; to be called at the end of a duty cycle. Writer only. */
    public void settle() {
        if (runLength > 0) {
            recorder.recordValueWithCount(Math.max(0, runValue), runLength);
            runLength = 0;
        }
    }

    /** The distribution so far. */
    public synchronized Latency snapshot() {
        recycled = recorder.getIntervalHistogram(recycled);
        total.add(recycled);
        return Latency.of(total);
    }

    /** The whole histogram so far, for merging with others; a copy. */
    public synchronized Histogram histogram() {
        recycled = recorder.getIntervalHistogram(recycled);
        total.add(recycled);
        return total.copy();
    }
}
