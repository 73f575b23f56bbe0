package dev.gale.examples.atleastonce;

/**
 * What goes wrong with one attempt at a line.
 *
 * @param afterEmit whether it goes wrong when the line has already been passed on
 */
public record Trouble(Kind kind, boolean afterEmit) {
    /** The ways in which a bolt can let a tuple down. */
    public enum Kind {
        NONE,
        /** It fails the tuple. */
        FAIL,
        /** It throws an exception. */
        THROW,
        /** It neither acks nor fails the tuple. */
        SWALLOW
    }
}
