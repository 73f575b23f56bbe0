package dev.gale.worker.codec;

/** A tuple alone is longer than the longest frame between workers. */
public final class TupleTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TupleTooLargeException(int bytes, int mostBytes) {
        super("the tuple takes " + bytes + " bytes, frames between workers at most " + mostBytes
                + "; emit smaller tuples or raise worker.transport.frame.max.bytes");
    }
}
