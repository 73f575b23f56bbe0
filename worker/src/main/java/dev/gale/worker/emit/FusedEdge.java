package dev.gale.worker.emit;

import dev.gale.worker.tuple.Envelope;

/** A way to a receiver that the emitting thread runs too: a call instead of a queue. Confined to that thread. */
public interface FusedEdge {
    /**
     * Whether the receiver may be called now. If not, the tuple that is about to be emitted must go by the outbox: the
     * receiver takes nothing now, or what was sent before is still on its way and must not be overtaken.
     */
    boolean isOpen();

    /**
     * Lets the receiver execute a tuple now, before this call returns. What the receiver throws doesn't come through.
     * Only when {@link #isOpen} has just said that it may.
     */
    void execute(Envelope tuple);
}
