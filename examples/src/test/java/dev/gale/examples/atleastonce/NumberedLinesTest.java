package dev.gale.examples.atleastonce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.examples.lines.Line;
import dev.gale.examples.lines.LineReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberedLinesTest {
    private static List<Long> numbers(LineReader reader) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (reader) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                numbers.add(line.number());
            }
        }
        return numbers;
    }

    @Test
    void shouldDivideTheNumbersAmongTheReaders() throws IOException {
        NumberedLines lines = new NumberedLines(7);

        assertThat(numbers(lines.open(0, 1))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(numbers(lines.open(0, 3))).containsExactly(1L, 4L, 7L);
        assertThat(numbers(lines.open(1, 3))).containsExactly(2L, 5L);
        assertThat(numbers(lines.open(2, 3))).containsExactly(3L, 6L);
    }
}
