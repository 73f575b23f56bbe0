package dev.gale.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.examples.counting.Counts;
import dev.gale.examples.lines.FileLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainCountTest {
    @TempDir
    private Path folder;

    @Test
    void shouldCountASourceOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "to be or\nnot to be");

        PlainCount count = PlainCount.of(FileLines.once(List.of(file)));

        assertThat(count.distinct()).isEqualTo(4);
        assertThat(count.total()).isEqualTo(6);
    }

    @Test
    void shouldTellEveryDifference() {
        PlainCount expected = new PlainCount();
        expected.add("same same lost less less");
        Counts counted = new Counts();
        List.of("same", "same", "less", "extra").forEach(counted::increment);

        assertThat(expected.differences(counted))
                .containsExactly(
                        new PlainCount.Difference("extra", 0, 1),
                        new PlainCount.Difference("less", 2, 1),
                        new PlainCount.Difference("lost", 1, 0));
    }
}
