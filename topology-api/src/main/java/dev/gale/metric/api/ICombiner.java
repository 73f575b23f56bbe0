package dev.gale.metric.api;

/**
 * Folds values of one type into one of that type, such as a sum. Used on the executor thread of the task that owns the
 * metric.
 */
public interface ICombiner<T> {
    /** The value that changes nothing when combined; the metric starts from it after each reading. */
    T identity();

    T combine(T accumulated, T value);
}
