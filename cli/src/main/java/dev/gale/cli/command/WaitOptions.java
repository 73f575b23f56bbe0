package dev.gale.cli.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Waiting until what was ordered has happened. */
final class WaitOptions {
    @Option(names = "--wait", description = "Return only when it has happened.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECS",
            description = "How long --wait waits; then the exit code is 7. Default: ${DEFAULT-VALUE}.")
    private int timeoutSecs = 120;

    boolean wanted() {
        return wait;
    }

    Duration limit() {
        return Duration.ofSeconds(timeoutSecs);
    }
}
