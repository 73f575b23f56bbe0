package dev.gale.cli.command;

import dev.gale.cli.console.Console;
import dev.gale.cli.json.Json;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Nimbus knows to have gone wrong with a topology: an error that a spout or bolt reported, or what a worker said that
 * couldn't start.
 *
 * @param component empty for a worker as a whole
 * @param place host and port; empty if unknown
 * @param secondsAgo empty if unknown
 * @param firstSecondsAgo when it came first; empty if unknown
 * @param count how often it came
 * @param text its first line says the most
 */
record ReportedError(
        String component, String place, String secondsAgo, String firstSecondsAgo, long count, String text) {
    /** Of a worker's log that are shown in brief. */
    private static final int LAST_LINES = 5;

    /** What comes from users' code must not give orders to the terminal. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    /** @param from what has {@code topologyErrors}: the errors of a topology, or its page */
    static List<ReportedError> of(Json from) {
        return from.list("topologyErrors").stream()
                .map(error -> {
                    String host = clean(error.text("errorHost"));
                    return new ReportedError(
                            clean(error.text("component")),
                            host.isEmpty() ? "" : host + ":" + clean(error.text("errorPort")),
                            clean(error.text("errorLapsedSecs")),
                            clean(error.text("firstErrorLapsedSecs")),
                            error.whole("count"),
                            clean(error.text("error")).strip());
                })
                .toList();
    }

    private static String clean(String text) {
        return HARMFUL.matcher(text).replaceAll("");
    }

    /** Who said it, where and when, and what: of a component the first line, of a worker also what its log ends with. */
    void printBriefly(Console console) {
        console.print(head() + text.lines().findFirst().orElse(""));
        if (component.isEmpty()) {
            List<String> log = text.lines().skip(1).toList();
            log.stream().skip(Math.max(0, log.size() - LAST_LINES)).forEach(line -> console.print("  " + line));
        }
    }

    void printAll(Console console) {
        console.print(head() + text);
    }

    private String since() {
        return firstSecondsAgo.isEmpty() ? "" : ", first " + firstSecondsAgo + " s ago";
    }

    private String head() {
        return (component.isEmpty() ? "worker" : component)
                + (place.isEmpty() ? "" : " on " + place)
                + (secondsAgo.isEmpty() ? "" : ", " + secondsAgo + " s ago")
                + (count > 1 ? ", " + count + " times" + since() : "")
                + ": ";
    }
}
