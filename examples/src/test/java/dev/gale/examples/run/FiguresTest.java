package dev.gale.examples.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "1000, 1.0k", "12345, 12.3k", "123456, 123k", "1234567, 1.2M", "234567890, 235M"})
    void shouldRoundWhenANumberIsLong(double number, String expected) {
        assertThat(Figures.rounded(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00 ms", "41200, 0.04 ms", "3456000, 3.5 ms", "35000000, 35 ms", "1234000000, 1.2 s"})
    void shouldChooseAUnitWhenShowingALatency(long nanos, String expected) {
        assertThat(Figures.latency(nanos)).isEqualTo(expected);
    }

    @Test
    void shouldUseThePluralUnlessThereIsOne() {
        assertThat(Figures.count(0, "line")).isEqualTo("0 lines");
        assertThat(Figures.count(1, "line")).isEqualTo("1 line");
        assertThat(Figures.count(1234, "line")).isEqualTo("1,234 lines");
    }

    @Test
    void shouldRelateACountToATime() {
        assertThat(Figures.perSecond(30, Duration.ofMillis(1500))).isEqualTo(20);
        assertThat(Figures.seconds(Duration.ofMillis(1500))).isEqualTo("1.50 s");
    }
}
