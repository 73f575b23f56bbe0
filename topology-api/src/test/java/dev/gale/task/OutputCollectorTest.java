package dev.gale.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.gale.tuple.Tuple;
import dev.gale.tuple.TupleImpl;
import dev.gale.tuple.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputCollectorTest {
    private final RecordingCollector recorded = new RecordingCollector();
    private final OutputCollector collector = new OutputCollector(recorded);
    private final Tuple anchor = new TupleImpl(new WordTopology().general(), new Values("a", 1), "words", 4, "default");
    private final List<Tuple> anchors = List.of(anchor, anchor);
    private final List<Object> values = new Values("v");

    @Test
    void shouldCompleteStreamAndAnchorsWhenEmitting() {
        // when
        List<Integer> tasks = collector.emit("s", anchors, values);
        assertThat(collector.emit("s", anchor, values)).isSameAs(tasks);
        assertThat(collector.emit("s", values)).isSameAs(tasks);
        assertThat(collector.emit(anchors, values)).isSameAs(tasks);
        assertThat(collector.emit(anchor, values)).isSameAs(tasks);
        assertThat(collector.emit(values)).isSameAs(tasks);

        // then
        assertThat(tasks).containsExactly(7);
        assertThat(recorded.calls)
                .containsExactly(
                        call("emit", "s", anchors, values),
                        call("emit", "s", List.of(anchor), values),
                        call("emit", "s", null, values),
                        call("emit", "default", anchors, values),
                        call("emit", "default", List.of(anchor), values),
                        call("emit", "default", null, values));
    }

    @Test
    void shouldCompleteStreamAndAnchorsWhenEmittingDirect() {
        // when
        collector.emitDirect(3, "s", anchors, values);
        collector.emitDirect(3, "s", anchor, values);
        collector.emitDirect(3, "s", values);
        collector.emitDirect(3, anchors, values);
        collector.emitDirect(3, anchor, values);
        collector.emitDirect(3, values);

        // then
        assertThat(recorded.calls)
                .containsExactly(
                        call("emitDirect", 3, "s", anchors, values),
                        call("emitDirect", 3, "s", List.of(anchor), values),
                        call("emitDirect", 3, "s", null, values),
                        call("emitDirect", 3, "default", anchors, values),
                        call("emitDirect", 3, "default", List.of(anchor), values),
                        call("emitDirect", 3, "default", null, values));
    }

    @Test
    void shouldPassOnWhenAckingFailingResettingReportingAndFlushing() {
        // given
        Exception error = new Exception("seen");

        // when
        collector.ack(anchor);
        collector.fail(anchor);
        collector.resetTimeout(anchor);
        collector.reportError(error);
        collector.flush();

        // then
        assertThat(recorded.calls)
                .containsExactly(
                        call("ack", anchor),
                        call("fail", anchor),
                        call("resetTimeout", anchor),
                        call("reportError", error),
                        call("flush"));
    }

    @Test
    void shouldSayHowToEmitWithoutAnchorWhenAnchorIsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> collector.emit((Tuple) null, values))
                .withMessageContaining("leave the argument out");
    }

    private static List<Object> call(Object... parts) {
        return Arrays.asList(parts);
    }

    /** Answers every emit with task 7. */
    private static final class RecordingCollector implements IOutputCollector {
        private final List<List<Object>> calls = new ArrayList<>();
        private final List<Integer> tasks = List.of(7);

        @Override
        public List<Integer> emit(String streamId, Collection<Tuple> anchors, List<Object> tuple) {
            calls.add(call("emit", streamId, anchors, tuple));
            return tasks;
        }

        @Override
        public void emitDirect(int taskId, String streamId, Collection<Tuple> anchors, List<Object> tuple) {
            calls.add(call("emitDirect", taskId, streamId, anchors, tuple));
        }

        @Override
        public void ack(Tuple input) {
            calls.add(call("ack", input));
        }

        @Override
        public void fail(Tuple input) {
            calls.add(call("fail", input));
        }

        @Override
        public void resetTimeout(Tuple input) {
            calls.add(call("resetTimeout", input));
        }

        @Override
        public void reportError(Throwable error) {
            calls.add(call("reportError", error));
        }

        @Override
        public void flush() {
            calls.add(call("flush"));
        }
    }
}
