package dev.gale.submission;

/** Bytes that aren't a submission; the message says what is wrong with them and where. */
public final class InvalidSubmission extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidSubmission(String message) {
        super(message);
    }

    public InvalidSubmission(String message, Throwable cause) {
        super(message, cause);
    }
}
