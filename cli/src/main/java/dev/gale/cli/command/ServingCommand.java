package dev.gale.cli.command;

import dev.gale.cli.console.Surroundings;
import dev.gale.cli.daemon.Daemon;
import dev.gale.cli.json.Json;
import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.config.InvalidConfiguration;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A command that starts something and runs until it is stopped.
 *
 * @param <D> what it starts
 */
abstract class ServingCommand<D extends Daemon> extends GaleCommand {
    private static final String LOG_LEVEL = "gale.log.level";

    private final String name;

    /** @param name of what runs, for messages */
    ServingCommand(Surroundings surroundings, String name) {
        super(surroundings);
        this.name = name;
    }

    /**
     * Makes it and opens nothing yet.
     *
     * @throws IllegalArgumentException saying what to change about the configuration
     */
    abstract D make() throws InvalidConfiguration;

    /** Waits until it is of use; what throws here ends it. */
    void awaitReady(D daemon) {}

    /** What runs now, and where; the beginning of a sentence. */
    abstract String running(D daemon);

    /** The same for programs: names of places to the places. */
    abstract Map<String, Object> places(D daemon);

    @Override
    final ExitCode run() throws InvalidConfiguration {
        if (System.getProperty(LOG_LEVEL) == null) {
            // Before anything logs: a process that serves has a log, where other commands speak of problems only.
            System.setProperty(LOG_LEVEL, "INFO");
        }
        CompletableFuture<Void> asked = surroundings().stop().asked();
        try (D daemon = started()) {
            awaitReady(daemon);
            if (json()) {
                console().print(Json.of(places(daemon)).line());
            }
            console().say(running(daemon) + "; Ctrl-C stops it");
            CompletableFuture.anyOf(asked, daemon.ended()).get();
            console().say("stopping");
        } catch (ExecutionException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    name + " has ended by itself: " + e.getCause().getMessage() + "; its log tells more",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "stopped", e);
        } finally {
            surroundings().stop().finished();
        }
        return ExitCode.OK;
    }

    private D started() throws InvalidConfiguration {
        try {
            D daemon = make();
            boolean started = false;
            try {
                daemon.start();
                started = true;
                return daemon;
            } finally {
                if (!started) {
                    daemon.close();
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, name + " can't start: " + e.getMessage(), e);
        } catch (IOException | IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILED, name + " can't start: " + e.getMessage(), e);
        }
    }
}
