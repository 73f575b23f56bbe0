package dev.gale.supervisor.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param command program and arguments; no shell sees them. One of the first must be {@link #mark} of the worker id
 * @param environment added to this process's own
 * @param directory where it runs; must exist
 * @param log to which its output is appended
 */
public record LaunchSpec(
        String workerId, List<String> command, Map<String, String> environment, Path directory, Path log) {
    public LaunchSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (!command.contains(mark(workerId))) {
            throw new IllegalArgumentException(
                    "the command of worker " + workerId + " must have the argument " + mark(workerId));
        }
    }

    /** The argument by which a worker is recognized among all processes. */
    public static String mark(String workerId) {
        return "-Dgale.worker.id=" + workerId;
    }
}
