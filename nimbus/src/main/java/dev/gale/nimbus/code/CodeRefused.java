package dev.gale.nimbus.code;

/** Bytes that are not taken into the store; nothing of them is kept. */
public final class CodeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** They aren't what they were said to be. */
        HASH_DIFFERS,
        /** They are more than is allowed. */
        TOO_LARGE
    }

    private final Kind kind;

    public CodeRefused(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
