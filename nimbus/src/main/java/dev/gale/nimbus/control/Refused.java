package dev.gale.nimbus.control;

/** A request that isn't carried out. The message says why and what to do. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** There is no such topology. */
        NOT_FOUND,
        /** The topology is in a state in which this can't be done. */
        CONFLICT,
        /** Another topology has the name. */
        NAME_IN_USE,
        /** The request itself is wrong. */
        INVALID,
        /** Can't be done now; it may or may not have been done. Repeating it does no harm. */
        UNAVAILABLE,
        /** Another Nimbus leads, or none; nothing was done. */
        NOT_LEADER
    }

    private final Kind kind;

    public Refused(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Refused(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
