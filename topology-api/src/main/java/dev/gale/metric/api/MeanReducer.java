package dev.gale.metric.api;

/**
 * The mean of the numbers of an interval, as a {@link Double}; null if there were none. Anything but a number is an
 * {@link IllegalArgumentException}.
 */
public class MeanReducer implements IReducer<MeanReducerState> {
    @Override
    public MeanReducerState init() {
        return new MeanReducerState();
    }

    @Override
    public MeanReducerState reduce(MeanReducerState accumulator, Object input) {
        if (!(input instanceof Number number)) {
            throw new IllegalArgumentException("A mean is made of numbers, but the metric was updated with "
                    + (input == null ? "null" : "a " + input.getClass().getName() + ": " + input));
        }
        accumulator.count++;
        accumulator.sum += number.doubleValue();
        return accumulator;
    }

    @Override
    public Object extractResult(MeanReducerState accumulator) {
        return accumulator.count == 0 ? null : accumulator.sum / accumulator.count;
    }
}
