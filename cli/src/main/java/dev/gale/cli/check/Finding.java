package dev.gale.cli.check;

/**
 * Something about a jar that its owner should know.
 *
 * @param kind for programs that read findings
 * @param sentence for people: what it is, and what to do about it
 */
public record Finding(Kind kind, boolean error, String sentence) {
    /** What findings are about. */
    public enum Kind {
        NOT_A_JAR,
        NO_MAIN_CLASS,
        NEWER_JAVA,
        MISSING_CLASS,
        NAME_CLASH
    }

    static Finding error(Kind kind, String sentence) {
        return new Finding(kind, true, sentence);
    }

    static Finding warning(Kind kind, String sentence) {
        return new Finding(kind, false, sentence);
    }
}
