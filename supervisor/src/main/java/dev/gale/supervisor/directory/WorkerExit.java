package dev.gale.supervisor.directory;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The end of a worker.
 *
 * @param pid 0 when it isn't known
 * @param at when it was noticed
 * @param exitCode empty when nobody was there to be told
 * @param wasToldTo whether the supervisor had told it to end
 * @param lastLines of its log, the newest last
 */
public record WorkerExit(
        WorkerRecord worker,
        long pid,
        Instant at,
        Optional<Integer> exitCode,
        boolean wasToldTo,
        List<String> lastLines) {
    private static final int CANT_START = 13;
    private static final int LEASE_LOST = 20;
    private static final int REASSIGNED = 21;

    public WorkerExit {
        Objects.requireNonNull(worker, "ended worker");
        Objects.requireNonNull(at, "time of the end of " + worker);
        exitCode = exitCode == null ? Optional.empty() : exitCode;
        lastLines = lastLines == null ? List.of() : List.copyOf(lastLines);
    }

    /** Whether it ended only because its slot has other executors or other code now, which its successor will run. */
    public boolean isReassigned() {
        return exitCode.equals(Optional.of(REASSIGNED));
    }

    /** Whether somebody should hear of it: it wasn't told to end, and had no good reason either. */
    public boolean isFailure() {
        return !wasToldTo
                && exitCode.map(code -> code != 0 && code != LEASE_LOST && code != REASSIGNED)
                        .orElse(true);
    }

    /** How it ended, in words. */
    public String meaning() {
        if (exitCode.isEmpty()) {
            return "ended while the supervisor wasn't its parent, exit code unknown";
        }
        int code = exitCode.get();
        String meaning = switch (code) {
            case 0 -> "ended by itself";
            case CANT_START -> "could not start; its last lines say why";
            case LEASE_LOST -> "has lost its lease, or was refused it";
            case REASSIGNED -> "has other executors now, and is started again with them";
            case 128 + 9 -> "killed by signal 9; by somebody, or by the system when memory ran out";
            default -> code > 128 && code < 160 ? "ended by signal " + (code - 128) : "crashed";
        };
        return "exit code " + code + ": " + (wasToldTo ? "was told to stop" : meaning);
    }
}
