package dev.gale.nimbus.http;

import java.time.Duration;

/**
 * What a client of the API may take.
 *
 * @param connections at the same time; further ones wait to be accepted
 * @param uploads code and submissions that are received at the same time; further ones are asked to come again
 * @param silence after which a connection is closed that owes us bytes
 * @param paceGrace how long an upload may take before its pace counts
 * @param bytesPerSecond the least pace of an upload
 * @param answer how long a change may take before the client is told to ask again
 */
public record ApiLimits(
        int connections, int uploads, Duration silence, Duration paceGrace, long bytesPerSecond, Duration answer) {
    public static final ApiLimits USUAL =
            new ApiLimits(1_000, 4, Duration.ofSeconds(30), Duration.ofSeconds(30), 10_240, Duration.ofSeconds(60));
}
