package dev.gale.cli.outcome;

/** What the shell is told; documented in {@code docs/cli.md}, and never changed. */
public enum ExitCode {
    OK(0, "All went well."),
    FAILED(1, "The operation failed, or the user's program did."),
    USAGE(2, "Wrong arguments or configuration; nothing was done."),
    NOT_FOUND(3, "There is no such topology, jar or class."),
    CONFLICT(4, "The name of the topology is in use."),
    REFUSED(5, "The cluster, or a check before it, refused: an invalid topology or jar, a missing permission."),
    UNREACHABLE(6, "No Nimbus answered, or none can act at present."),
    TIMED_OUT(7, "It was accepted, but what --wait waits for didn't happen in time."),
    INTERRUPTED(130, "Stopped by Ctrl-C.");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** A sentence. */
    public String meaning() {
        return meaning;
    }
}
