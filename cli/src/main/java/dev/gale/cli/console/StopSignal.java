package dev.gale.cli.console;

import java.util.concurrent.CompletableFuture;

/** Ends the commands that run until they are stopped. */
public interface StopSignal {
    /** Done when somebody asks to stop. */
    CompletableFuture<Void> asked();

    /** Says that all has been stopped, for which the end of the process may be waiting. */
    void finished();
}
