package dev.gale.metric.api;

/** Folds the values of an interval with an {@link ICombiner}. Confined to the executor thread of its task. */
@SuppressWarnings({"rawtypes", "unchecked"}) // the signatures are raw in Storm's API
public class CombinedMetric implements IMetric {
    private final ICombiner combiner;
    private Object combined;

    public CombinedMetric(ICombiner combiner) {
        this.combiner = combiner;
        this.combined = combiner.identity();
    }

    public void update(Object value) {
        combined = combiner.combine(combined, value);
    }

    @Override
    public Object getValueAndReset() {
        Object result = combined;
        combined = combiner.identity();
        return result;
    }
}
