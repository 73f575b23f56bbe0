package dev.gale.benchmarks.driver.results;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** A figure over several rounds. */
public record Range(double median, double min, double max) {
    /** Values that are NaN don't count; empty when there are no others. */
    public static Optional<Range> of(DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Range(median(sorted), sorted[0], sorted[sorted.length - 1]));
    }

    /** The middle one, or the mean of the two in the middle. */
    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }
}
