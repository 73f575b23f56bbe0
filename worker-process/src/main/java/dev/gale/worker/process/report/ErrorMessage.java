package dev.gale.worker.process.report;

import dev.gale.worker.report.ErrorReport;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An error as Nimbus is told of it; the names are those of its API.
 *
 * @param component null when the error is the worker's as a whole
 * @param time milliseconds of the epoch
 * @param lines where it was thrown
 */
record ErrorMessage(String host, int port, String component, String message, long time, List<String> lines) {
    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_MESSAGE = 1_500;

    static ErrorMessage of(String host, int port, ErrorReport report) {
        StringBuilder message = new StringBuilder();
        if (report.task() >= 0) {
            message.append("task ").append(report.task()).append(": ");
        }
        message.append(report.message());
        if (report.stream() != null) {
            message.append("; tuple of ").append(report.stream()).append(": ").append(report.tuple());
        }
        return new ErrorMessage(
                host,
                port,
                report.component(),
                cut(message.toString(), LONGEST_MESSAGE),
                report.epochMillis(),
                lines(report));
    }

    private static List<String> lines(ErrorReport report) {
        if (report.error() == null) {
            return List.of();
        }
        String trace;
        try {
            trace = report.detail();
        } catch (RuntimeException | StackOverflowError brokenToString) {
            return List.of("(the exception's toString threw "
                    + brokenToString.getClass().getName() + ")");
        }
        return trace.lines()
                .limit(MOST_LINES)
                .map(line -> cut(line, LONGEST_LINE))
                .toList();
    }

    private static String cut(String text, int longest) {
        String shortened = text.length() <= longest ? text : text.substring(0, longest) + "…";
        // Half a surrogate pair, of the user's or by the cut, would make JSON impossible; this way it becomes a
        // question mark.
        return new String(shortened.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
