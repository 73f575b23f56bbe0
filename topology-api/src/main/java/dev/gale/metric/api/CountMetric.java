package dev.gale.metric.api;

/** Counts what happens in an interval. Confined to the executor thread of its task. */
public class CountMetric implements IMetric {
    private long count;

    public void incr() {
        count++;
    }

    public void incrBy(long increment) {
        count += increment;
    }

    /** The count of the interval, a {@link Long}. */
    @Override
    public Object getValueAndReset() {
        long result = count;
        count = 0;
        return result;
    }
}
