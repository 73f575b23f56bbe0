package dev.gale.benchmarks.harness;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Latencies from the time at which a tuple was due. Any thread may record; one thread resets and takes snapshots. */
public final class LatencyMeter {
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(LONGEST_NS, DIGITS);

    /** Percentiles in microseconds. */
    public record Latency(double p50Us, double p90Us, double p99Us, double p999Us, double maxUs, long count) {}

    /** @param dueNs when the tuple was due, by {@link System#nanoTime} */
    public void record(long dueNs, long nowNs) {
        recorder.recordValue(Math.min(LONGEST_NS, Math.max(0, nowNs - dueNs)));
    }

    /** Forgets everything: the window begins. */
    public void reset() {
        recorder.reset();
    }

    /** What was recorded since the last reset or snapshot. */
    public Latency snapshot() {
        Histogram all = recorder.getIntervalHistogram();
        return new Latency(
                us(all, 50), us(all, 90), us(all, 99), us(all, 99.9), all.getMaxValue() / 1e3, all.getTotalCount());
    }

    private static double us(Histogram all, double percentile) {
        return all.getValueAtPercentile(percentile) / 1e3;
    }
}
