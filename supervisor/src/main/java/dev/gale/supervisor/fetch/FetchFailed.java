package dev.gale.supervisor.fetch;

import java.io.IOException;

/** A topology can't be had now. The message says what each source answered. */
public final class FetchFailed extends IOException {
    private static final long serialVersionUID = 1L;

    public FetchFailed(String message) {
        super(message);
    }

    public FetchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
