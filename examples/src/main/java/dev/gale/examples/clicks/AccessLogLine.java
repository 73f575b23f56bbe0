package dev.gale.examples.clicks;

import java.util.Optional;

/**
 * A line of an access log in Apache's combined format:
 * {@code client ident user [time] "method url protocol" status bytes "referrer" "agent"}.
 *
 * @param time as it stands in the line
 * @param url as it stands in the line, with its query
 */
public record AccessLogLine(String client, String time, String method, String url, int status) {

    /** @return empty when the line has another form */
    public static Optional<AccessLogLine> parse(String line) {
        Cursor cursor = new Cursor(line);
        try {
            String client = cursor.until(" ");
            cursor.until(" "); // ident
            cursor.until(" ["); // user, which may contain spaces
            String time = cursor.until("] ");
            Cursor request = new Cursor(cursor.quoted());
            String method = request.until(" ");
            String url = request.until(" ");
            request.expect("HTTP/");
            cursor.expect(" ");
            int status = status(cursor.until(" "));
            size(cursor.until(" "));
            cursor.quoted(); // referrer
            cursor.expect(" ");
            // Some servers cut long agents off, with the quote at their end.
            cursor.expectLastQuoted();
            return Optional.of(new AccessLogLine(client, time, method, url, status));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private static int status(String text) throws Malformed {
        if (!text.matches("[1-9][0-9]{2}")) {
            throw new Malformed();
        }
        return Integer.parseInt(text);
    }

    private static void size(String text) throws Malformed {
        if (!text.matches("-|[0-9]+")) {
            throw new Malformed();
        }
    }

    /** Ends a parse; without a stack trace, since a log can have many lines of another form. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("another form", null, false, false);
        }
    }

    private static final class Cursor {
        private final String text;
        private int position;

        Cursor(String text) {
            this.text = text;
        }

        /** What stands before the next {@code end}, at least one character. */
        String until(String end) throws Malformed {
            int at = text.indexOf(end, position + 1);
            if (at < 0) {
                throw new Malformed();
            }
            String found = text.substring(position, at);
            position = at + end.length();
            return found;
        }

        void expect(String expected) throws Malformed {
            if (!text.startsWith(expected, position)) {
                throw new Malformed();
            }
            position += expected.length();
        }

        /** What stands between quotes, in which a backslash protects the character after it; left as it stands. */
        String quoted() throws Malformed {
            expect("\"");
            int start = position;
            int end = closingQuote();
            if (end >= text.length()) {
                throw new Malformed();
            }
            position = end + 1;
            return text.substring(start, end);
        }

        /** Something quoted up to the end of the line; the closing quote may be missing. */
        void expectLastQuoted() throws Malformed {
            expect("\"");
            if (closingQuote() < text.length() - 1) {
                throw new Malformed();
            }
        }

        /** Where the quote is that ends what begins here; the length of the text, or more, when there is none. */
        private int closingQuote() {
            int at = position;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return at;
        }
    }
}
