package dev.gale.metric.api;

import java.util.Collections;
import java.util.Map;

/**
 * A number, or a map of numbers, that a task keeps and the runtime reads at a fixed interval.
 *
 * <p>The task updates it and the runtime reads it on the task's executor thread, so implementations need no locks. A
 * task that updates a metric from threads of its own has to synchronize that itself.
 */
public interface IMetric {
    /**
     * The value of the interval that ends now; called once per interval.
     *
     * @return null if there is nothing to report this time
     */
    Object getValueAndReset();

    /** Labels that describe the value further; empty by default. */
    default Map<String, String> getDimensions() {
        return Collections.emptyMap();
    }
}
