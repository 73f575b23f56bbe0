package dev.gale.cli.command;

import dev.gale.cli.client.NimbusClient;
import dev.gale.cli.console.Surroundings;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.kernel.settings.NearestName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The topologies of a cluster, by name or id. */
final class Topologies {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final NimbusClient nimbus;
    private final Surroundings surroundings;

    Topologies(NimbusClient nimbus, Surroundings surroundings) {
        this.nimbus = nimbus;
        this.surroundings = surroundings;
    }

    /** What Nimbus tells about all of them. */
    Json summary() {
        return nimbus.get("/topology/summary");
    }

    /** What Nimbus tells about one. */
    Json describe(String name) {
        return nimbus.find("/topology/" + NimbusClient.segment(name)).orElseThrow(() -> unknown(name));
    }

    /** What Nimbus knows to have gone wrong with one. */
    Json errors(String name) {
        return nimbus.find("/topology/" + NimbusClient.segment(name) + "/errors")
                .orElseThrow(() -> unknown(name));
    }

    /**
     * Has something done to one.
     *
     * @param action the rest of the path: {@code activate}, {@code kill/10}
     */
    Json order(String name, String action, Optional<Json> body) {
        return nimbus.order("/topology/" + NimbusClient.segment(name) + "/" + action, body)
                .orElseThrow(() -> unknown(name));
    }

    private CommandFailure unknown(String name) {
        List<String> names = summary().list("topologies").stream()
                .map(topology -> topology.text("name"))
                .toList();
        String hint = NearestName.of(name, names)
                .map(near -> "did you mean '" + near + "'?")
                .orElse(names.isEmpty() ? "none runs" : "gale list tells which there are");
        return new CommandFailure(ExitCode.NOT_FOUND, "no topology named '" + name + "'; " + hint);
    }

    /**
     * Waits for a state of a topology.
     *
     * @param reached is given what Nimbus tells about it; empty when there is none any more
     * @param what is awaited, for the message
     */
    void await(String name, Predicate<Optional<Json>> reached, Duration limit, String what) {
        long startNs = surroundings.nanoTime().getAsLong();
        while (!reached.test(nimbus.find("/topology/" + NimbusClient.segment(name)))) {
            if (surroundings.nanoTime().getAsLong() - startNs >= limit.toNanos()) {
                throw new CommandFailure(
                        ExitCode.TIMED_OUT,
                        name + " " + what + " within " + limit.toSeconds() + " s; the order stands, gale status " + name
                                + " tells more");
            }
            surroundings.sleep(LOOK_EVERY);
        }
    }
}
