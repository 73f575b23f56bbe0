package dev.gale.metric.api;

/**
 * Folds values of any type into an accumulator and makes a result of it, such as a mean. Used on the executor thread
 * of the task that owns the metric.
 */
public interface IReducer<T> {
    /** A fresh accumulator; asked for once at the start and after each reading. */
    T init();

    /** The accumulator with {@code input} added; may be the given one, changed. */
    T reduce(T accumulator, Object input);

    /** The result of an interval; null if there is nothing to report. */
    Object extractResult(T accumulator);
}
