package dev.gale.examples.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.examples.lines.Line;
import org.junit.jupiter.api.Test;

class BadLinesTest {
    @Test
    void shouldKeepTheFirstByPlaceWhateverTheOrder() {
        BadLines bad = new BadLines();
        for (long number : new long[] {70, 10, 60, 20, 50, 30, 40}) {
            bad.add(new Line("log", number, "?"));
        }

        assertThat(bad.count()).isEqualTo(7);
        assertThat(bad.first()).extracting(Line::number).containsExactly(10L, 20L, 30L, 40L, 50L);
    }
}
