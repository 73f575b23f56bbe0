package dev.gale.cli.client;

import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.cli.outcome.NotPermitted;
import java.net.URI;
import java.util.Optional;

/**
 * What a Nimbus answered.
 *
 * @param from who answered
 * @param mostBytes how large what is asked for may be, if it is sent; the largest long when the answer doesn't say
 * @param repeated whether the request had been sent before and may have been carried out then
 */
public record Answer(URI from, int status, String body, long mostBytes, boolean repeated) {
    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** @throws CommandFailure when it isn't JSON */
    Json json() {
        return Json.parse(body)
                .orElseThrow(
                        () -> new CommandFailure(
                                ExitCode.FAILED,
                                from
                                        + " answered with something that is not JSON; is that a Nimbus? nimbus.seeds says where they are"));
    }

    /** The refusal that it is, in Nimbus's words if there are any. */
    CommandFailure failure() {
        Optional<String> sentence =
                Json.parse(body).map(json -> json.text("errorMessage")).filter(text -> !text.isBlank());
        if (status == 401 || status == 403) {
            return new NotPermitted(sentence.orElse(from + " refused: it wants another gale.api.secret"));
        }
        return new CommandFailure(
                exitCode(),
                sentence.orElseGet(() -> from + " answered " + status
                        + ", not in the way of a Nimbus; nimbus.seeds says where they are"));
    }

    private ExitCode exitCode() {
        return switch (status) {
            case 404 -> ExitCode.NOT_FOUND;
            case 409 -> ExitCode.CONFLICT;
            case 400, 413, 422 -> ExitCode.REFUSED;
            case 502, 503, 504 -> ExitCode.UNREACHABLE;
            default -> ExitCode.FAILED;
        };
    }
}
