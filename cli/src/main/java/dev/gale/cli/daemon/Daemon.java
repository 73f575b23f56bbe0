package dev.gale.cli.daemon;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Something that runs until it is closed. Started once and closed once, by one thread. */
public interface Daemon extends AutoCloseable {
    /**
     * Returns when it runs.
     *
     * @throws IOException when a file or port can't be had; the message says what to do, and nothing is left open
     */
    void start() throws IOException;

    /** Failed when it has ended by itself; never done otherwise, or at its close. */
    CompletableFuture<Void> ended();

    /** Returns when all is released. Also after a start that failed. */
    @Override
    void close();
}
