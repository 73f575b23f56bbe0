package dev.gale.worker.process.report;

import dev.gale.worker.report.ErrorReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * An error as Nimbus is told of it; the names are those of its API.
 *
 * @param component null when the error is the worker's as a whole
 * @param time milliseconds of the epoch
 * @param message the same whenever the same happens: Nimbus counts those that are alike
 * @param lines of which tuple, and where it was thrown
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
        List<String> lines = Stream.concat(tuple(report), trace(report))
                .limit(MOST_LINES)
                .map(line -> cut(line, LONGEST_LINE))
                .toList();
        return new ErrorMessage(
                host, port, report.component(), cut(message.toString(), LONGEST_MESSAGE), report.epochMillis(), lines);
    }

    private static Stream<String> tuple(ErrorReport report) {
        return report.stream() == null
                ? Stream.empty()
                : Stream.of("tuple of " + report.stream() + ": " + report.tuple());
    }

    private static Stream<String> trace(ErrorReport report) {
        if (report.error() == null) {
            return Stream.empty();
        }
        try {
            return report.detail().lines();
        } catch (RuntimeException | StackOverflowError brokenToString) {
            return Stream.of("(the exception's toString threw "
                    + brokenToString.getClass().getName() + ")");
        }
    }

    private static String cut(String text, int longest) {
        String shortened = text.length() <= longest ? text : text.substring(0, longest) + "…";
        // Half a surrogate pair, of the user's or by the cut, would make JSON impossible; this way it becomes a
        // question mark.
        return new String(shortened.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
