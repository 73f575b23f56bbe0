package dev.gale.benchmarks.driver.results;

import dev.gale.benchmarks.harness.Result;
import java.util.List;
import java.util.Optional;

/** All rounds of one thing. */
public record Series(Key key, List<Result> results) {
    /** Median, least and most of a figure; empty when no round has it. */
    public Optional<Range> range(Metric metric) {
        return Range.of(results.stream().mapToDouble(metric.value()));
    }
}
