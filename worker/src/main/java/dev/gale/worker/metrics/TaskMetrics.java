package dev.gale.worker.metrics;

import dev.gale.metric.api.IMetricsConsumer.DataPoint;
import dev.gale.metric.api.IMetricsConsumer.TaskInfo;
import dev.gale.task.RegisteredMetric;
import dev.gale.task.TopologyContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** When which of a task's metrics are due, and their collection. Confined to the task's executor. */
public final class TaskMetrics {
    /** Nothing is ever due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What is to be emitted on the stream {@code __metrics}. */
    public interface Emitter {
        void emit(TaskInfo task, List<DataPoint> points);
    }

    private final TopologyContext context;
    /** By interval in seconds; times of the executor's clock. */
    private final Map<Integer, Long> dueNs = new HashMap<>();

    /** @param context after open or prepare, so that all metrics are registered */
    public TaskMetrics(TopologyContext context, long nowNs) {
        this.context = context;
        for (RegisteredMetric metric : context.getRegisteredMetrics().values()) {
            dueNs.put(metric.timeBucketSecs(), nowNs + TimeUnit.SECONDS.toNanos(metric.timeBucketSecs()));
        }
    }

    /** When something is due; {@link #NEVER} if nothing is registered. */
    public long nextNs() {
        return dueNs.values().stream().mapToLong(Long::longValue).min().orElse(NEVER);
    }

    /** Emits what is due. Whatever the user's metrics throw comes through. */
    public void collect(long nowNs, long epochMillis, Emitter emitter) {
        for (Map.Entry<Integer, Long> due : new TreeMap<>(dueNs).entrySet()) {
            if (due.getValue() <= nowNs) {
                int interval = due.getKey();
                dueNs.put(interval, nowNs + TimeUnit.SECONDS.toNanos(interval));
                List<DataPoint> points = pointsOf(interval);
                if (!points.isEmpty()) {
                    emitter.emit(
                            new TaskInfo(
                                    "localhost",
                                    context.getThisWorkerPort(),
                                    context.getThisComponentId(),
                                    context.getThisTaskId(),
                                    epochMillis / 1000,
                                    interval),
                            points);
                }
            }
        }
    }

    private List<DataPoint> pointsOf(int interval) {
        List<DataPoint> points = new ArrayList<>();
        for (RegisteredMetric metric : context.getRegisteredMetrics().values()) {
            if (metric.timeBucketSecs() == interval) {
                Object value = metric.metric().getValueAndReset();
                // Nothing happened: Storm's metrics say so by null.
                if (value != null) {
                    points.add(
                            new DataPoint(metric.name(), value, metric.metric().getDimensions()));
                }
            }
        }
        return points;
    }
}
