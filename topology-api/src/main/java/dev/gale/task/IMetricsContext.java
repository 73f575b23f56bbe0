package dev.gale.task;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricSet;
import com.codahale.metrics.Timer;
import dev.gale.metric.api.CombinedMetric;
import dev.gale.metric.api.ICombiner;
import dev.gale.metric.api.IMetric;
import dev.gale.metric.api.IReducer;
import dev.gale.metric.api.ReducedMetric;

/**
 * Where a component registers its metrics. There are two kinds: {@link IMetric}s, which the runtime reads and resets
 * every {@code timeBucketSizeInSecs} and hands to the metrics consumers, and Dropwizard metrics, which reporters read.
 *
 * <p>An {@link IMetric} can be registered only until {@code open} or {@code prepare} has returned, afterwards it is an
 * {@link IllegalStateException}; so is a name that the task has used already. A time bucket below 1 s is an
 * {@link IllegalArgumentException}.
 *
 * <p>Dropwizard metrics can be registered at any time and from any thread. A name that the task has used already gives
 * back the metric registered first, so that a restarted task goes on counting; a name that belongs to another type of
 * metric is an {@link IllegalArgumentException}.
 */
@SuppressWarnings("rawtypes") // IReducer and ICombiner are raw in Storm's API
public interface IMetricsContext {
    /** Registers a metric and returns it. */
    <T extends IMetric> T registerMetric(String name, T metric, int timeBucketSizeInSecs);

    ReducedMetric registerMetric(String name, IReducer reducer, int timeBucketSizeInSecs);

    CombinedMetric registerMetric(String name, ICombiner combiner, int timeBucketSizeInSecs);

    Timer registerTimer(String name);

    Histogram registerHistogram(String name);

    Meter registerMeter(String name);

    Counter registerCounter(String name);

    /** Registers a gauge and returns it; it replaces a gauge of that name, whose source may be gone. */
    <T> Gauge<T> registerGauge(String name, Gauge<T> gauge);

    /** Registers every metric of the set as {@code prefix.name}; each replaces a metric of that name. */
    void registerMetricSet(String prefix, MetricSet set);
}
