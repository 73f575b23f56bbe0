package dev.gale.coordination.model;

import java.time.Instant;

/** One life of a daemon: of two with the same id, the one that started later replaces the other. */
public interface Incarnation {
    /** When the process began, by the clock of its host. */
    Instant startedAt();
}
