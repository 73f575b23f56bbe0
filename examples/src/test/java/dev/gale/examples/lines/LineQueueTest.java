package dev.gale.examples.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.examples.BrokenStream;
import dev.gale.examples.run.LocalRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineQueueTest {
    private static LineQueue started(InputStream stream, List<String> observed) {
        LineQueue queue = new LineQueue("stdin", stream, observed::add);
        queue.start();
        return queue;
    }

    /** Asks until there is a line, or the end. */
    private static Line await(LineQueue queue) throws IOException {
        Line line = queue.next();
        while (line == null && !queue.isExhausted()) {
            Thread.onSpinWait();
            line = queue.next();
        }
        return line;
    }

    @Test
    void shouldHandOutAllLinesAndShowThemToTheObserver() throws IOException {
        List<String> observed = new ArrayList<>();
        byte[] text = "a\nb\n".getBytes(StandardCharsets.UTF_8);

        try (LineQueue queue = started(new ByteArrayInputStream(text), observed)) {
            assertThat(await(queue)).isEqualTo(new Line("stdin", 1, "a"));
            assertThat(await(queue)).isEqualTo(new Line("stdin", 2, "b"));
            assertThat(await(queue)).isNull();
            assertThat(queue.isExhausted()).isTrue();
            assertThat(observed).containsExactly("a", "b");
        }
    }

    @Test
    void shouldNotBlockWhenNothingComes() throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream();
                LineQueue queue = started(new PipedInputStream(writer), new ArrayList<>())) {
            assertThat(queue.next()).isNull();
            assertThat(queue.isExhausted()).isFalse();

            writer.write("late\n".getBytes(StandardCharsets.UTF_8));
            writer.flush();

            assertThat(await(queue).text()).isEqualTo("late");
        }
    }

    @Test
    void shouldPassOnThatTheStreamBroke() throws IOException {
        try (LineQueue queue = started(new BrokenStream("pulled out"), new ArrayList<>())) {
            assertThatThrownBy(() -> await(queue))
                    .isInstanceOf(IOException.class)
                    .hasMessage("pulled out");
        }
    }

    @Test
    void shouldRefuseASecondReader() throws IOException {
        try (LineQueue queue = new LineQueue("stdin", InputStream.nullInputStream(), line -> {});
                LocalRef<LineQueue> ref = LocalRef.to(queue)) {
            QueuedLines lines = new QueuedLines(ref);

            assertThat(lines.open(0, 1)).isSameAs(queue);
            assertThatThrownBy(() -> lines.open(0, 2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has one reader, not 2");
        }
    }
}
