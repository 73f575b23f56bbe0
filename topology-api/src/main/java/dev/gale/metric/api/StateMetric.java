package dev.gale.metric.api;

/** Reports the state of an object, which it does not reset. Confined to the executor thread of its task. */
public class StateMetric implements IMetric {
    private final IStatefulObject source;

    public StateMetric(IStatefulObject source) {
        this.source = source;
    }

    @Override
    public Object getValueAndReset() {
        return source.getState();
    }
}
