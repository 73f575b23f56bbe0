package dev.gale.cli.console;

import java.io.PrintWriter;
import java.util.Locale;

/** Where a command writes. Used by one thread at a time. */
public final class Console {
    private static final String RESET = "\u001b[0m";

    private final PrintWriter out;
    private final PrintWriter err;
    private final Surroundings surroundings;
    private final boolean coloured;
    private final boolean quiet;

    /** @param quiet leaves out the talk, but no result and no error */
    public Console(PrintWriter out, PrintWriter err, Surroundings surroundings, Colour colour, boolean quiet) {
        this.out = out;
        this.err = err;
        this.surroundings = surroundings;
        this.coloured = colour.on(surroundings.outTerminal(), surroundings.environment());
        this.quiet = quiet;
    }

    /** A line of the result. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** A sentence about what happens; on stderr, so that results can be piped. */
    public void say(String sentence) {
        if (!quiet) {
            err.println(sentence);
            err.flush();
        }
    }

    /** A sentence that people should not miss. */
    public void warn(String sentence) {
        err.println("gale: " + sentence);
        err.flush();
    }

    /** Whether what is written to stderr may move about. */
    public boolean movesOnErr() {
        return surroundings.errTerminal() && !quiet;
    }

    /** Whether what is written to stdout may move about. */
    public boolean movesOnOut() {
        return surroundings.outTerminal()
                && !"dumb".equals(surroundings.environment().get("TERM"));
    }

    /** Takes away the lines written last. */
    public void eraseLines(int lines) {
        if (lines > 0) {
            out.print("\u001b[" + lines + "A\u001b[J");
        }
    }

    /** The status of a topology in its colour. */
    public String status(String status) {
        if (!coloured) {
            return status;
        }
        String colour = switch (status.toUpperCase(Locale.ROOT)) {
            case "ACTIVE" -> "\u001b[32m";
            case "INACTIVE", "REBALANCING" -> "\u001b[33m";
            case "KILLED", "FAILED" -> "\u001b[31m";
            default -> "";
        };
        return colour.isEmpty() ? status : colour + status + RESET;
    }

    /** A heading. */
    public String bold(String text) {
        return coloured ? "\u001b[1m" + text + RESET : text;
    }
}
