package dev.gale.metric.api;

/** Folds the values of an interval with an {@link IReducer}. Confined to the executor thread of its task. */
@SuppressWarnings({"rawtypes", "unchecked"}) // the signatures are raw in Storm's API
public class ReducedMetric implements IMetric {
    private final IReducer reducer;
    private Object accumulator;

    public ReducedMetric(IReducer reducer) {
        this.reducer = reducer;
        this.accumulator = reducer.init();
    }

    public void update(Object value) {
        accumulator = reducer.reduce(accumulator, value);
    }

    @Override
    public Object getValueAndReset() {
        Object result = reducer.extractResult(accumulator);
        accumulator = reducer.init();
        return result;
    }
}
