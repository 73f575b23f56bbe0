package dev.gale.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.tuple.Fields;
import dev.gale.worker.emit.OutStream;
import dev.gale.worker.emit.Route;
import dev.gale.worker.report.StreamOut;
import dev.gale.worker.tuple.Origin;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompletedTreesTest {
    private final CompletedTrees trees = new CompletedTrees();

    private static OutStream streamOf(int task) {
        return new OutStream(
                new Origin(task, 0, "source", "default", new Fields("n"), null),
                new Route[] {},
                false,
                Map.of(),
                Set.of(),
                new StreamOut());
    }

    @Test
    void shouldKeepTheOrderWhenThereAreMany() {
        // when
        OutStream stream = streamOf(1);
        IntStream.range(0, 100).forEach(i -> trees.add("m" + i, stream, i));

        // then
        assertThat(trees.size()).isEqualTo(100);
        assertThat(trees.messageId(99)).isEqualTo("m99");
        assertThat(trees.emittedNs(99)).isEqualTo(99);
        assertThat(trees.stream(99)).isSameAs(stream);
    }

    @Test
    void shouldForgetWhatATaskHasEmittedWhenThatIsMadeAnew() {
        // given
        OutStream restarted = streamOf(1);
        OutStream other = streamOf(2);
        trees.add("a", restarted, 10);
        trees.add("b", other, 20);
        trees.add("c", restarted, 30);
        trees.add("d", other, 40);

        // when
        trees.removeOf(1);

        // then
        assertThat(trees.size()).isEqualTo(2);
        assertThat(trees.messageId(0)).isEqualTo("b");
        assertThat(trees.messageId(1)).isEqualTo("d");
        assertThat(trees.emittedNs(1)).isEqualTo(40);
    }

    @Test
    void shouldBeEmptyWhenItIsCleared() {
        trees.add("a", streamOf(1), 10);
        trees.clear();
        assertThat(trees.isEmpty()).isTrue();
    }
}
