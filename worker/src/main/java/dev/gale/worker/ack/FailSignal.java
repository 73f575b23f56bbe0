package dev.gale.worker.ack;

import dev.gale.spout.TupleFailure;

/**
 * That and why a tree failed at a bolt.
 *
 * @param component where it failed
 * @param task where it failed
 * @param stream of the tuple that failed, as {@code component/stream}
 * @param message one line, or null
 */
public record FailSignal(
        long root, TupleFailure.Reason reason, String component, int task, String stream, String message) {}
