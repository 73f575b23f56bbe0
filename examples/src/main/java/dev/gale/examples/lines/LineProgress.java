package dev.gale.examples.lines;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.gale.spout.TupleFailure;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import java.util.EnumMap;
import java.util.Map;

/** How far the {@link LineSpout} of a topology has got, read from the metrics of its tasks. */
public final class LineProgress {
    private LineProgress() {}

    /** Whether all tasks of the spout have read everything, and all of it is acked. */
    public static boolean isDone(ComponentStats spout, MetricRegistry metrics) {
        // A task that hasn't been opened yet has no gauge, so those that are done are counted.
        long done = metrics.getGauges((name, metric) -> name.endsWith("." + LineSpout.DONE)).values().stream()
                .filter(gauge -> Boolean.TRUE.equals(gauge.getValue()))
                .count();
        return done == spout.tasks().size();
    }

    /** How many lines have had to be emitted again, by the reason; reasons without any are absent. */
    public static Map<TupleFailure.Reason, Long> replays(MetricRegistry metrics) {
        Map<TupleFailure.Reason, Long> replays = new EnumMap<>(TupleFailure.Reason.class);
        for (TupleFailure.Reason reason : TupleFailure.Reason.values()) {
            long count =
                    metrics
                            .getCounters((name, metric) -> name.endsWith("." + LineSpout.REPLAYS + reason))
                            .values()
                            .stream()
                            .mapToLong(Counter::getCount)
                            .sum();
            if (count > 0) {
                replays.put(reason, count);
            }
        }
        return replays;
    }
}
