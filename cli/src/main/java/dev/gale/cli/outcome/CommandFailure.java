package dev.gale.cli.outcome;

/**
 * Ends a command. The message is the sentence that the user reads: what went wrong, and what to do about it. Unchecked, so
 * that it passes through the programs of users.
 */
public class CommandFailure extends RuntimeException {
    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    /** @param cause what to show to those who want to know more; may be null */
    public CommandFailure(ExitCode exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
