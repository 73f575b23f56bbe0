package dev.gale.topology;

/**
 * Thrown by an {@link IBasicBolt} to fail the current input, so that its spout hears {@code fail} without waiting for
 * the timeout. The bolt goes on with the next tuple.
 */
public class FailedException extends RuntimeException {
    public FailedException() {
        super();
    }

    public FailedException(String msg) {
        super(msg);
    }

    public FailedException(String msg, Throwable cause) {
        super(msg, cause);
    }

    public FailedException(Throwable cause) {
        super(cause);
    }
}
