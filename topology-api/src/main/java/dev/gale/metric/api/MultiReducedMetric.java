package dev.gale.metric.api;

import java.util.HashMap;
import java.util.Map;

/** Folds values under any number of names. Confined to the executor thread of its task. */
@SuppressWarnings("rawtypes") // the signature is raw in Storm's API
public class MultiReducedMetric implements IMetric {
    private final Map<String, ReducedMetric> metrics = new HashMap<>();
    private final IReducer reducer;

    public MultiReducedMetric(IReducer reducer) {
        this.reducer = reducer;
    }

    /** The metric of that name, made when first asked for. */
    public ReducedMetric scope(String name) {
        return metrics.computeIfAbsent(name, key -> new ReducedMetric(reducer));
    }

    /** The results of the interval by name, as a new map; names whose result is null are left out. */
    @Override
    public Map<String, Object> getValueAndReset() {
        Map<String, Object> result = new HashMap<>(2 * metrics.size());
        metrics.forEach((name, metric) -> {
            Object value = metric.getValueAndReset();
            if (value != null) {
                result.put(name, value);
            }
        });
        return result;
    }
}
