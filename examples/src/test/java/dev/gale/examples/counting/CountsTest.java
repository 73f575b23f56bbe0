package dev.gale.examples.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static Counts counts(String... keys) {
        Counts counts = new Counts();
        List.of(keys).forEach(counts::increment);
        return counts;
    }

    @Test
    void shouldCountEachKey() {
        Counts counts = counts("b", "a", "b");

        assertThat(counts.get("b")).isEqualTo(2);
        assertThat(counts.get("c")).isZero();
        assertThat(counts.distinct()).isEqualTo(2);
        assertThat(counts.total()).isEqualTo(3);
    }

    @Test
    void shouldRankByCountThenByName() {
        Counts counts = counts("c", "b", "a", "c", "b");

        assertThat(counts.top(2)).containsExactly(new Counts.Entry("b", 2), new Counts.Entry("c", 2));
        assertThat(counts.top(9)).hasSize(3).endsWith(new Counts.Entry("a", 1));
    }

    @Test
    void shouldAlignTheTable() {
        Counts counts = counts("b");
        for (int i = 0; i < 12_345; i++) {
            counts.increment("a");
        }
        StringWriter written = new StringWriter();

        Ranking.print(new PrintWriter(written, true), counts, 10, "word");

        assertThat(written.toString().lines()).containsExactly(" count  word", "12,345  a", "     1  b");
    }

    @Test
    void shouldPrintTheHeadingWhenNothingWasCounted() {
        StringWriter written = new StringWriter();

        Ranking.print(new PrintWriter(written, true), new Counts(), 10, "word");

        assertThat(written.toString().lines()).containsExactly("count  word");
    }
}
