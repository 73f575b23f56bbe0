package dev.gale.benchmarks.harness;

/** A run whose figures would mean nothing, and why. */
public final class InvalidRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidRun(String message) {
        super(message);
    }
}
