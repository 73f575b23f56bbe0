package dev.gale.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
    private static ErrorReport with(Throwable error) {
        return new ErrorReport(0, "split", 1, null, null, "went wrong", error);
    }

    @Test
    void shouldKeepValuesWhole() {
        assertThat(ErrorReport.shorten(List.of("the", "fox"))).isEqualTo("[the, fox]");
        assertThat(ErrorReport.shorten(null)).isEqualTo("null");
        assertThat(ErrorReport.shorten("x".repeat(200))).isEqualTo("x".repeat(200));
    }

    @Test
    void shouldCutValuesWhenTheyAreLong() {
        assertThat(ErrorReport.shorten("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
    }

    @Test
    void shouldSaySoWhenAValueCannotBePrinted() {
        // given
        Object sulking = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("won't");
            }
        };

        // then
        assertThat(ErrorReport.shorten(List.of(sulking))).isEqualTo("(toString threw java.lang.IllegalStateException)");
    }

    @Test
    void shouldSaySoWhenAValueContainsItself() {
        // given
        List<Object> endless = new ArrayList<>();
        endless.add(List.of(endless));

        // then
        assertThat(ErrorReport.shorten(endless)).isEqualTo("(toString threw java.lang.StackOverflowError)");
    }

    @Test
    void shouldCutAnExceptionLessThanATupleWhenItIsDescribed() {
        assertThat(ErrorReport.describe(new IllegalStateException("x".repeat(300))))
                .isEqualTo("java.lang.IllegalStateException: " + "x".repeat(300));
        assertThat(ErrorReport.describe(new IllegalStateException("x".repeat(2_000))))
                .hasSize(1_001)
                .endsWith("x…");
    }

    @Test
    void shouldGiveTheStackTraceWhenThereIsAnException() {
        assertThat(with(new IllegalStateException("no luck", new IllegalArgumentException("cause")))
                        .detail())
                .startsWith("java.lang.IllegalStateException: no luck")
                .contains("at " + ErrorReportTest.class.getName())
                .contains("Caused by: java.lang.IllegalArgumentException: cause");
    }

    @Test
    void shouldGiveTheMessageWhenThereIsNoException() {
        assertThat(with(null).detail()).isEqualTo("went wrong");
    }
}
