package dev.gale.cli.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that does no harm when it is sent twice.
 *
 * @param path below the root of the API
 * @param body can be sent again
 * @param id by which Nimbus knows a repetition; empty when repeating is harmless by itself
 */
record Request(
        String method, String path, BodyPublisher body, String contentType, Optional<UUID> id, Duration timeout) {
    static Request read(String method, String path, Duration timeout) {
        return new Request(method, path, BodyPublishers.noBody(), "", Optional.empty(), timeout);
    }

    static Request change(String path, byte[] json, Duration timeout) {
        BodyPublisher body = json.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json);
        String type = json.length == 0 ? "" : "application/json";
        return new Request("POST", path, body, type, Optional.of(UUID.randomUUID()), timeout);
    }

    static Request upload(String path, BodyPublisher body, Duration timeout) {
        return new Request("PUT", path, body, "application/octet-stream", Optional.empty(), timeout);
    }
}
