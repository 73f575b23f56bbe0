package dev.gale.nimbus.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that went wrong in a worker, or kept it from starting. Long texts are cut, so that it stays small.
 *
 * @param host of the worker
 * @param port of its slot
 * @param component null when it isn't of one
 * @param lines what tells more, such as the end of the worker's log; may be empty. The last ones are kept
 */
public record ErrorReport(String host, int port, String component, String message, Instant time, List<String> lines) {
    static final int MOST_LINES = 50;
    static final int LONGEST_LINE = 300;
    static final int LONGEST_MESSAGE = 2_000;

    private static final int LONGEST_NAME = 255;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws IllegalArgumentException saying what is missing or wrong */
    public ErrorReport {
        Checks.text("host", host, LONGEST_NAME);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, found " + port);
        }
        if (component != null) {
            Checks.text("component", component, LONGEST_NAME);
        }
        if (message == null || message.isBlank()) {
            throw new IllegalArgumentException("message must say what went wrong");
        }
        message = cut(message, LONGEST_MESSAGE);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("time must be from 1970 to 9999, found " + time);
        }
        lines = lines == null
                ? List.of()
                : lines.stream()
                        .skip(Math.max(0, lines.size() - MOST_LINES))
                        .filter(Objects::nonNull)
                        .map(line -> cut(line, LONGEST_LINE))
                        .toList();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** All of it, in lines. */
    public String text() {
        return Stream.concat(Stream.of(message), lines.stream()).collect(Collectors.joining("\n"));
    }
}
