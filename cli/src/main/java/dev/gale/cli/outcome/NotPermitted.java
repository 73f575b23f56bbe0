package dev.gale.cli.outcome;

/** The cluster knows who asks, or doesn't, and refuses for that. */
public final class NotPermitted extends CommandFailure {
    public NotPermitted(String sentence) {
        super(ExitCode.REFUSED, sentence);
    }
}
