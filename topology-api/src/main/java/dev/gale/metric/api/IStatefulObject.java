package dev.gale.metric.api;

/** Something whose present state can be reported as a metric; see {@link StateMetric}. */
public interface IStatefulObject {
    /** The state to report; called on the executor thread of the task that owns the metric. */
    Object getState();
}
