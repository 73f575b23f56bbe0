package dev.gale.nimbus.http;

/** An answer that isn't what was asked for. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kind;

    /**
     * @param status of HTTP
     * @param kind short, for programs
     * @param message a sentence that says what to do
     */
    ApiError(int status, String kind, String message) {
        super(message);
        this.status = status;
        this.kind = kind;
    }

    int status() {
        return status;
    }

    String kind() {
        return kind;
    }
}
