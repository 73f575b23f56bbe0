package dev.gale.worker.emit;

import dev.gale.worker.handoff.Outbox;
import java.util.List;

/** A receiving task and the outbox that leads to it. {@code asList} is what emit returns when it is the only one. */
public record Target(int task, Outbox outbox, List<Integer> asList) {
    public Target(int task, Outbox outbox) {
        this(task, outbox, List.of(task));
    }
}
