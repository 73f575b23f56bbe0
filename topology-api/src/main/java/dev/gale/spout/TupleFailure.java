package dev.gale.spout;

import java.time.Duration;

/**
 * Why a spout tuple failed, and where.
 *
 * @param component where it failed; null if unknown
 * @param task the task in which it failed; -1 if unknown
 * @param stream the stream of the tuple that failed, or was last seen; null if unknown
 * @param age the time since the spout emitted the tuple
 * @param message one line for logs and people
 */
public record TupleFailure(
        TupleFailure.Reason reason, String component, int task, String stream, Duration age, String message) {

    /** What kind of failure it was. */
    public enum Reason {
        /** A bolt called {@code fail}. */
        EXPLICIT,
        /** The tree was not complete when its timeout had passed. */
        TIMEOUT,
        /** User code threw an exception while it processed a tuple of the tree. */
        EXCEPTION,
        /** A worker, or the connection to it, was lost with tuples of the tree in it. */
        WORKER_LOST,
        /** User code broke a rule of acking, such as acking a tuple twice, so the tree cannot be trusted. */
        MISUSE
    }
}
