package dev.gale.worker.report;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One thing that went wrong in user code.
 *
 * @param epochMillis when
 * @param task -1 when not of a single task
 * @param stream of the tuple at hand, as {@code component/stream}; null when there was none
 * @param tuple the values at hand, shortened; null when there was none
 * @param message one line: what happened and what follows from it; the same when the same happens again, so that it can be
 *     counted
 * @param aside the end of that line in the log, which may be another each time; empty when there is no more to say
 * @param error the exception; null when only misuse was found
 */
public record ErrorReport(
        long epochMillis,
        String component,
        int task,
        String stream,
        String tuple,
        String message,
        String aside,
        Throwable error) {
    private static final int LONGEST_TUPLE = 200;
    private static final int LONGEST_MESSAGE = 1000;

    /** One of which the message says all. */
    public ErrorReport(
            long epochMillis,
            String component,
            int task,
            String stream,
            String tuple,
            String message,
            Throwable error) {
        this(epochMillis, component, task, stream, tuple, message, "", error);
    }

    /** The values of a tuple, cut to a length that fits a line. */
    public static String shorten(Object values) {
        return textOf(values, LONGEST_TUPLE);
    }

    /** What an exception says, cut to a length that somebody reads. */
    public static String describe(Throwable error) {
        return textOf(error, LONGEST_MESSAGE);
    }

    private static String textOf(Object object, int longest) {
        String text;
        try {
            text = String.valueOf(object);
        } catch (RuntimeException | StackOverflowError brokenToString) {
            return "(toString threw " + brokenToString.getClass().getName() + ")";
        }
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** The stack trace, or the message when there is no exception. */
    public String detail() {
        if (error == null) {
            return message;
        }
        StringWriter out = new StringWriter();
        error.printStackTrace(new PrintWriter(out));
        return out.toString();
    }
}
