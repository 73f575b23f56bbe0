package dev.gale.metric.api;

/** What {@link MeanReducer} has seen so far. */
class MeanReducerState {
    public int count;
    public double sum;
}
