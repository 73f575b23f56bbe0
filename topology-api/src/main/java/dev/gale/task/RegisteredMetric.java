package dev.gale.task;

import dev.gale.metric.api.IMetric;

/**
 * A metric that a task registered, for the runtime, which reads it on the task's executor thread.
 *
 * @param timeBucketSecs the interval, in seconds, at which to read and reset it; at least 1
 */
public record RegisteredMetric(String name, IMetric metric, int timeBucketSecs) {}
