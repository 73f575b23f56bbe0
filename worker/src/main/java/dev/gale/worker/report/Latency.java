package dev.gale.worker.report;

import org.HdrHistogram.Histogram;

/** A distribution of durations in nanoseconds; all zero when {@code count} is 0. */
public record Latency(long count, double meanNs, long p50Ns, long p99Ns, long p999Ns, long maxNs) {
    static final Latency NONE = new Latency(0, 0, 0, 0, 0, 0);

    static Latency of(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return NONE;
        }
        return new Latency(
                histogram.getTotalCount(),
                histogram.getMean(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }
}
