package dev.gale.metric.api;

/**
 * Reports the value that was set last, again and again until another is set. Confined to the executor thread of its
 * task.
 */
public class AssignableMetric implements IMetric {
    private Object value;

    public AssignableMetric(Object value) {
        this.value = value;
    }

    public void setValue(Object value) {
        this.value = value;
    }

    @Override
    public Object getValueAndReset() {
        return value;
    }
}
