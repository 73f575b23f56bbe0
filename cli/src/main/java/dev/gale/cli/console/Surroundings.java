package dev.gale.cli.console;

import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a command finds around it.
 *
 * @param environment the variables of the environment
 * @param userHome the user's folder
 * @param outTerminal whether stdout is a terminal
 * @param errTerminal whether stderr is one
 * @param pause lets time pass
 * @param nanoTime a clock without a date
 * @param stop what ends the commands that run until they are stopped
 */
public record Surroundings(
        Map<String, String> environment,
        Path userHome,
        boolean outTerminal,
        boolean errTerminal,
        Pause pause,
        LongSupplier nanoTime,
        StopSignal stop) {
    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** As {@link #pause}, for commands that an interrupt ends. */
    public void sleep(Duration time) {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "stopped while waiting", e);
        }
    }
}
