package dev.gale.coordination.model;

import java.net.URI;
import java.net.URISyntaxException;
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

    /**
     * The address of a part of its API.
     *
     * @param scheme which isn't made known here: clients know by their own configuration whether they speak TLS
     * @throws URISyntaxException when its host is no name or address
     */
    public URI uri(String scheme, String path) throws URISyntaxException {
        // By its parts, so that what is special in an id is quoted; then so that HTTP can carry it.
        return URI.create(new URI(scheme, null, host, apiPort, path, null, null).toASCIIString());
    }
}
