package dev.gale.worker.transport;

/** How far the connection to a peer is. */
public enum LinkState {
    /** Nobody has said yet where the peer is. */
    UNKNOWN,
    /** This end will connect when its pause is over. */
    PAUSING,
    /** This end is connecting. */
    CONNECTING,
    /** The other end has to connect. */
    WAITING,
    /** Both ends have shown who they are; tuples and acks go. */
    CONNECTED
}
