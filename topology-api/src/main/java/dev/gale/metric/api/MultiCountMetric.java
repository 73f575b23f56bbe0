package dev.gale.metric.api;

import java.util.HashMap;
import java.util.Map;

/** Counts under any number of names. Confined to the executor thread of its task. */
public class MultiCountMetric implements IMetric {
    private final Map<String, CountMetric> counts = new HashMap<>();

    /** The counter of that name, made when first asked for. */
    public CountMetric scope(String name) {
        return counts.computeIfAbsent(name, key -> new CountMetric());
    }

    /** The counts of the interval by name, as a new map; every name ever used is in it. */
    @Override
    public Map<String, Object> getValueAndReset() {
        Map<String, Object> result = new HashMap<>(2 * counts.size());
        counts.forEach((name, count) -> result.put(name, count.getValueAndReset()));
        return result;
    }
}
