package dev.gale.supervisor.process;

import java.time.Instant;
import java.util.Objects;

/**
 * One process, as it can be written down and recognized later.
 *
 * @param startedAt as the operating system tells it, since a pid is used again
 */
public record ProcessIdentity(long pid, Instant startedAt) {
    public ProcessIdentity {
        Objects.requireNonNull(startedAt, "start time of process " + pid);
    }
}
