package dev.gale.examples.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LineSourcesTest {
    @TempDir
    private Path folder;

    private Path one;
    private Path empty;
    private Path two;

    @BeforeEach
    void makeFiles() throws IOException {
        one = Files.writeString(folder.resolve("one"), "1a\n1b\r\n1c");
        empty = Files.writeString(folder.resolve("empty"), "");
        two = Files.writeString(folder.resolve("two"), "2a\n");
    }

    private static List<String> texts(LineReader reader, int most) throws IOException {
        List<String> texts = new ArrayList<>();
        try (reader) {
            for (Line line = reader.next(); line != null; line = texts.size() < most ? reader.next() : null) {
                texts.add(line.text());
            }
        }
        return texts;
    }

    private static List<String> texts(LineReader reader) throws IOException {
        return texts(reader, Integer.MAX_VALUE);
    }

    @Test
    void shouldReadFilesOneAfterTheOther() throws IOException {
        assertThat(texts(FileLines.once(List.of(one, empty, two)).open(0, 1))).containsExactly("1a", "1b", "1c", "2a");
    }

    @Test
    void shouldTellWhereALineStands() throws IOException {
        try (LineReader reader = FileLines.once(List.of(one, two)).open(0, 1)) {
            assertThat(reader.next()).isEqualTo(new Line(one.toString(), 1, "1a"));
            assertThat(reader.next().number()).isEqualTo(2);
            assertThat(reader.next().number()).isEqualTo(3);
            assertThat(reader.next()).isEqualTo(new Line(two.toString(), 1, "2a"));
        }
    }

    @Test
    void shouldBeExhaustedOnlyAtTheEnd() throws IOException {
        try (LineReader reader = FileLines.once(List.of(two)).open(0, 1)) {
            assertThat(reader.isExhausted()).isFalse();
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNull();
            assertThat(reader.isExhausted()).isTrue();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void shouldBeginAgainWhenEndless() throws IOException {
        try (LineReader reader = FileLines.endless(List.of(two, empty, one)).open(0, 1)) {
            assertThat(texts(reader, 6)).containsExactly("2a", "1a", "1b", "1c", "2a", "1a");
            assertThat(reader.isExhausted()).isFalse();
        }
    }

    @Test
    @Timeout(60)
    void shouldReturnWhenEndlessFilesHaveNoLine() throws IOException {
        try (LineReader reader = FileLines.endless(List.of(empty)).open(0, 1)) {
            assertThat(reader.next()).isNull();
            assertThat(reader.isExhausted()).isFalse();
        }
    }

    @Test
    void shouldGiveEachReaderItsOwnFiles() throws IOException {
        FileLines lines = FileLines.once(List.of(one, two, empty));

        assertThat(texts(lines.open(0, 2))).containsExactly("1a", "1b", "1c");
        assertThat(texts(lines.open(1, 2))).containsExactly("2a");
        assertThat(lines.mostReaders()).isEqualTo(3);
    }

    @Test
    void shouldReplaceBytesThatAreNoText() throws IOException {
        Path broken = Files.write(folder.resolve("broken"), new byte[] {'a', (byte) 0xff, 'b', '\n', 'c'});

        assertThat(texts(FileLines.once(List.of(broken)).open(0, 1))).containsExactly("a\ufffdb", "c");
    }

    @Test
    void shouldReadAResourceInOneReader() throws IOException {
        ResourceLines lines = new ResourceLines(LineSourcesTest.class, "three-lines.txt");

        assertThat(texts(lines.open(0, 2))).containsExactly("one", "two", "three");
        assertThat(texts(lines.open(1, 2))).isEmpty();
    }

    @Test
    void shouldSayWhichResourceIsMissing() throws IOException {
        try (LineReader reader = new ResourceLines(LineSourcesTest.class, "no.txt").open(0, 1)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(FileNotFoundException.class)
                    .hasMessage("there is no resource no.txt beside " + LineSourcesTest.class.getName());
        }
    }
}
