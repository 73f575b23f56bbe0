package dev.gale.coordination.model;

import java.util.Objects;

/** What all records ask of their parts. */
final class Checks {
    private static final int MAX_LENGTH = 255;

    private Checks() {}

    /**
     * A text that can be part of a path, a log line and an address of the HTTP API.
     *
     * @throws IllegalArgumentException naming {@code what} and the rule that is broken
     */
    static String identifier(String what, String value) {
        Objects.requireNonNull(value, what);
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    what + " must have 1 to " + MAX_LENGTH + " characters, found " + value.length());
        }
        if (value.equals(".") || value.equals("..") || value.equals("zookeeper")) {
            throw new IllegalArgumentException(what + " must not be \"" + value + "\", which means something in paths");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // The last two ranges are those that ZooKeeper refuses.
            if (c == '/'
                    || c == '\\'
                    || Character.isISOControl(c)
                    || (c >= '\ud800' && c <= '\uf8ff')
                    || c >= '\ufff0') {
                throw new IllegalArgumentException(what + " must have neither slash, backslash nor control characters,"
                        + " found U+" + Integer.toHexString(c) + " at position " + i);
            }
        }
        return value;
    }

    static String text(String what, String value) {
        Objects.requireNonNull(value, what);
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    what + " must have 1 to " + MAX_LENGTH + " characters, found " + value.length());
        }
        return value;
    }

    static int port(String what, int value) {
        if (value < 1 || value > 65_535) {
            throw new IllegalArgumentException(what + " must be from 1 to 65535, found " + value);
        }
        return value;
    }

    static long atLeast(long least, String what, long value) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", found " + value);
        }
        return value;
    }

    static double capacity(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be 0 or more, found " + value);
        }
        return value;
    }
}
