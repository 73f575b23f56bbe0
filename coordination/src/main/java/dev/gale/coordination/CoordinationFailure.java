package dev.gale.coordination;

/** Why a read or a change of the cluster's facts didn't succeed. */
public final class CoordinationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the caller can do about it. */
    public enum Kind {
        /**
         * The store can't be reached now. A change may or may not have been made: repeating it is safe, or look again after
         * {@link SessionState#RECONNECTED}.
         */
        UNAVAILABLE,
        /** The term under which the change was to be made is over; nothing was changed. Stop acting as leader. */
        NOT_LEADER,
        /** Somebody else changed the record first; nothing was changed. Read again and decide again. */
        CONFLICT,
        /** The name or id is used by another topology; nothing was changed. */
        NAME_IN_USE,
        /** There is no such topology; nothing was changed. */
        NOT_FOUND,
        /** An assignment of the same or a newer epoch is there; nothing was changed. */
        STALE_EPOCH,
        /** The store refuses this client; its credentials are to be set. */
        NOT_ALLOWED,
        /** The record is larger than the store takes. */
        TOO_LARGE,
        /** None of the above; a defect, or a store that isn't as it should be. */
        UNEXPECTED
    }

    private final Kind kind;

    public CoordinationFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public CoordinationFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
