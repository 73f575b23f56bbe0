package dev.gale.coordination.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A Nimbus that is alive.
 *
 * @param host the address under which others reach it
 * @param apiPort where it serves the HTTP API
 * @param startedAt when its process began, by the clock of its host
 */
public record NimbusInfo(NimbusId id, String host, int apiPort, String version, Instant startedAt)
        implements Incarnation {
    public NimbusInfo {
        Objects.requireNonNull(id, "nimbus id");
        Checks.text("host of nimbus " + id, host);
        Checks.port("API port of nimbus " + id, apiPort);
        Checks.text("version of nimbus " + id, version);
        Objects.requireNonNull(startedAt, "start time of nimbus " + id);
    }
}
