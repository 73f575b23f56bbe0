package dev.gale.examples.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogLineTest {
    private static final String BEGIN = "192.0.2.7 - - [05/Jan/2026:08:00:02 +0000] ";

    @Test
    void shouldReadALine() {
        assertThat(AccessLogLine.parse(
                        BEGIN + "\"GET /a?b=c HTTP/1.1\" 200 4634 \"https://www.example.org/\" \"Mozilla/5.0 (X11)\""))
                .contains(new AccessLogLine("192.0.2.7", "05/Jan/2026:08:00:02 +0000", "GET", "/a?b=c", 200));
    }

    @Test
    void shouldReadALineWithAUserAndEscapedQuotes() {
        assertThat(AccessLogLine.parse(
                        "2001:db8::1 - jo ann [05/Jan/2026:08:00:02 +0000] \"POST /say\\\"x\\\" HTTP/2.0\""
                                + " 404 - \"-\" \"says \\\"hello\\\"\""))
                .contains(new AccessLogLine("2001:db8::1", "05/Jan/2026:08:00:02 +0000", "POST", "/say\\\"x\\\"", 404));
    }

    @Test
    void shouldReadALineWhoseAgentWasCutOff() {
        assertThat(AccessLogLine.parse(BEGIN + "\"GET / HTTP/1.0\" 200 1 \"-\" \"Mozilla/5.0 (comp"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "no log line at all",
                BEGIN,
                BEGIN + "\"GET /a HTT",
                BEGIN + "\"-\" 408 0 \"-\" \"-\"",
                BEGIN + "\"GET /a\" 200 1 \"-\" \"-\"",
                BEGIN + "\"GET /a HTTP/1.1\" 99 1 \"-\" \"-\"",
                BEGIN + "\"GET /a HTTP/1.1\" 200 x \"-\" \"-\"",
                BEGIN + "\"GET /a HTTP/1.1\" 200 1",
                BEGIN + "\"GET /a HTTP/1.1\" 200 1 \"-\"",
                BEGIN + "\"GET /a HTTP/1.1\" 200 1 \"-\" -",
                BEGIN + "\"GET /a HTTP/1.1\" 200 1 \"-\" \"-\" more",
                BEGIN + "\"GET /a HTTP/1.1\" 200 1 \"-\\"
            })
    void shouldRefuseALineOfAnotherForm(String line) {
        assertThat(AccessLogLine.parse(line)).isEmpty();
    }
}
