package dev.gale.worker.emit;

import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.tuple.Link;
import java.util.List;

/**
 * A receiving task of one stream and the ways that lead to it.
 *
 * @param fused tried first; null when the receiver is never called directly
 * @param asList what emit returns when it is the only receiver
 */
public record Target(Link link, Outbox outbox, FusedEdge fused, List<Integer> asList) {
    public Target(Link link, Outbox outbox, FusedEdge fused) {
        this(link, outbox, fused, List.of(link.destinationTask()));
    }

    public int task() {
        return link.destinationTask();
    }
}
