package dev.gale.nimbus.report;

/** What is asked of the parts of a report; each says what is wrong. */
final class Checks {
    private Checks() {}

    static void text(String name, String text, int longest) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    name + " must have at most " + longest + " characters, found " + text.length());
        }
    }

    static void notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, found " + value);
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be a number that isn't negative, found " + value);
        }
    }
}
