package dev.gale.coordination;

/** Why a lease isn't held, or isn't held any more. */
public enum LeaseEnd {
    /** The topology's assignment, or the owner of the lease, is of a newer epoch. */
    STALE_EPOCH,
    /** The topology's present assignment doesn't name the slot, or is older than the lease, or there is none. */
    NOT_ASSIGNED,
    /** A process that supersedes this one holds it. */
    TAKEN_OVER,
    /** The store has ended the session under which it was held, and perhaps granted it to another since. */
    SESSION_LOST,
    /** It was withdrawn, as when the topology is removed. */
    REVOKED,
    /** The store refuses this client; its credentials are to be set. */
    NOT_ALLOWED
}
