package dev.gale.spout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gale.tuple.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpoutOutputCollectorTest {
    private final List<Object> values = new Values("v");

    @Test
    void shouldCompleteStreamAndMessageIdWhenEmitting() {
        // given
        RecordingCollector recorded = new RecordingCollector();
        SpoutOutputCollector collector = new SpoutOutputCollector(recorded);

        // when
        List<Integer> tasks = collector.emit("s", values, "id");
        assertThat(collector.emit(values, "id")).isSameAs(tasks);
        assertThat(collector.emit(values)).isSameAs(tasks);
        assertThat(collector.emit("s", values)).isSameAs(tasks);

        // then
        assertThat(tasks).containsExactly(7);
        assertThat(recorded.calls)
                .containsExactly(
                        call("emit", "s", values, "id"),
                        call("emit", "default", values, "id"),
                        call("emit", "default", values, null),
                        call("emit", "s", values, null));
    }

    @Test
    void shouldCompleteStreamAndMessageIdWhenEmittingDirect() {
        // given
        RecordingCollector recorded = new RecordingCollector();
        SpoutOutputCollector collector = new SpoutOutputCollector(recorded);

        // when
        collector.emitDirect(3, "s", values, "id");
        collector.emitDirect(3, values, "id");
        collector.emitDirect(3, "s", values);
        collector.emitDirect(3, values);

        // then
        assertThat(recorded.calls)
                .containsExactly(
                        call("emitDirect", 3, "s", values, "id"),
                        call("emitDirect", 3, "default", values, "id"),
                        call("emitDirect", 3, "s", values, null),
                        call("emitDirect", 3, "default", values, null));
    }

    @Test
    void shouldPassTheTimeoutOnWhenTheCollectorKnowsTimeouts() {
        // given
        List<Duration> timeouts = new ArrayList<>();
        SpoutOutputCollector collector = new SpoutOutputCollector(new RecordingCollector() {
            @Override
            public List<Integer> emit(String streamId, List<Object> tuple, Object messageId, Duration timeout) {
                timeouts.add(timeout);
                return emit(streamId, tuple, messageId);
            }
        });

        // when
        List<Integer> tasks = collector.emit("s", values, "id", Duration.ofMillis(250));

        // then
        assertThat(tasks).containsExactly(7);
        assertThat(timeouts).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void shouldNameTheCollectorWhenItKnowsNoTimeouts() {
        // given
        RecordingCollector recorded = new RecordingCollector();
        SpoutOutputCollector collector = new SpoutOutputCollector(recorded);

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> collector.emit("s", values, "id", Duration.ofSeconds(1)))
                .withMessageStartingWith(
                        "The collector " + RecordingCollector.class.getName() + " knows no per-tuple timeouts");
        assertThat(recorded.calls).isEmpty();
    }

    @Test
    void shouldPassOnWhenReportingFlushingAndCounting() {
        // given
        RecordingCollector recorded = new RecordingCollector();
        SpoutOutputCollector collector = new SpoutOutputCollector(recorded);
        Exception error = new Exception("seen");

        // when
        collector.reportError(error);
        collector.flush();

        // then
        assertThat(recorded.calls).containsExactly(call("reportError", error), call("flush"));
        assertThat(collector.getPendingCount()).isEqualTo(11);
    }

    private static List<Object> call(Object... parts) {
        return Arrays.asList(parts);
    }

    /** Answers every emit with task 7 and has 11 tuples pending. */
    private static class RecordingCollector implements ISpoutOutputCollector {
        private final List<List<Object>> calls = new ArrayList<>();
        private final List<Integer> tasks = List.of(7);

        @Override
        public List<Integer> emit(String streamId, List<Object> tuple, Object messageId) {
            calls.add(call("emit", streamId, tuple, messageId));
            return tasks;
        }

        @Override
        public void emitDirect(int taskId, String streamId, List<Object> tuple, Object messageId) {
            calls.add(call("emitDirect", taskId, streamId, tuple, messageId));
        }

        @Override
        public long getPendingCount() {
            return 11;
        }

        @Override
        public void flush() {
            calls.add(call("flush"));
        }

        @Override
        public void reportError(Throwable error) {
            calls.add(call("reportError", error));
        }
    }
}
