package org.example.ledger;

import java.nio.file.Path;

/** Where a ledger's files are: one for each task and what it writes down. */
public final class LedgerFiles {
    /** Messages of a spout's task in flight. */
    public static final int MOST_IN_FLIGHT = 200;

    public static final int SPOUT_TASKS = 2;
    public static final int RECORDING_TASKS = 2;

    /** Above these bits of a message's number stands the task that began it. */
    static final int TASK_SHIFT = 40;

    private LedgerFiles() {}

    public static Path emitted(Path directory, int task) {
        return directory.resolve("emitted-" + task);
    }

    public static Path acked(Path directory, int task) {
        return directory.resolve("acked-" + task);
    }

    public static Path failed(Path directory, int task) {
        return directory.resolve("failed-" + task);
    }

    public static Path received(Path directory, int task) {
        return directory.resolve("received-" + task);
    }

    /** There when a task has seen that it is to stop, and begins no message any more. */
    public static Path stopped(Path directory, int task) {
        return directory.resolve("stopped-" + task);
    }

    /** Tells sources to begin no message any more. */
    public static Path stop(Path directory) {
        return directory.resolve("stop");
    }
}
