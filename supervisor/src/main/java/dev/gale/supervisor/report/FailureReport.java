package dev.gale.supervisor.report;

import java.util.List;

/**
 * What a supervisor tells Nimbus of a worker, as it is sent. Texts are cut, and what isn't to be printed is left out.
 *
 * @param component null: it isn't known which one it was
 * @param time in milliseconds since 1970, by this machine's clock
 * @param lines the last of the worker's log; may be empty
 */
record FailureReport(String host, int port, String component, String message, long time, List<String> lines) {
    static final int MOST_LINES = 50;
    static final int LONGEST_LINE = 300;
    static final int LONGEST_MESSAGE = 2_000;

    FailureReport {
        message = printable(message, LONGEST_MESSAGE);
        lines = lines.stream()
                .skip(Math.max(0, lines.size() - MOST_LINES))
                .map(line -> printable(line, LONGEST_LINE))
                .toList();
    }

    private static String printable(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
        return cut.replaceAll("\\p{Cntrl}+", " ");
    }
}
