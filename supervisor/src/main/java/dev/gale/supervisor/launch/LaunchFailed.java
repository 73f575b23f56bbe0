package dev.gale.supervisor.launch;

/** A worker could not be started; there is no process. The message says why. */
public final class LaunchFailed extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
