package dev.gale.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gale.spout.ISpoutOutputCollector;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.OutputCollector;
import dev.gale.topology.BasicBoltExecutor;
import dev.gale.topology.FakeTuple;
import dev.gale.topology.IComponent;
import dev.gale.topology.OutputFieldsGetter;
import dev.gale.topology.RecordingOutput;
import dev.gale.tuple.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LambdaComponentsTest {
    private final RecordingOutput output = new RecordingOutput();

    @Test
    void shouldEmitUntrackedWhenSupplierGivesValue() {
        // given
        RecordingSpoutOutput spoutOutput = new RecordingSpoutOutput();
        LambdaSpout spout = new LambdaSpout(() -> "x");
        spout.open(Map.of(), null, new SpoutOutputCollector(spoutOutput));

        // when
        spout.nextTuple();

        // then
        assertThat(spoutOutput.emitted).containsExactly("default [x] null");
        assertThat(fieldsOf(spout)).containsExactly("lambda");
    }

    @Test
    void shouldEmitArrayAsOneValueWhenSupplierGivesArray() {
        // given
        RecordingSpoutOutput spoutOutput = new RecordingSpoutOutput();
        LambdaSpout spout = new LambdaSpout(() -> new Object[] {"x", "y"});
        spout.open(Map.of(), null, new SpoutOutputCollector(spoutOutput));

        // when
        spout.nextTuple();

        // then
        assertThat(spoutOutput.sizes).containsExactly(1);
    }

    @Test
    void shouldEmitNothingWhenSupplierGivesNull() {
        // given
        RecordingSpoutOutput spoutOutput = new RecordingSpoutOutput();
        Queue<String> words = new ArrayDeque<>(List.of("only"));
        LambdaSpout spout = new LambdaSpout(words::poll);
        spout.open(Map.of(), null, new SpoutOutputCollector(spoutOutput));

        // when
        spout.nextTuple();
        spout.nextTuple();

        // then
        assertThat(spoutOutput.emitted).containsExactly("default [only] null");
    }

    @Test
    void shouldHandTupleToFunctionAndAckWhenBoltIsConsumer() {
        // given
        List<Object> seen = new ArrayList<>();
        LambdaConsumerBolt bolt = new LambdaConsumerBolt(tuple -> seen.add(tuple.getValue(0)));
        BasicBoltExecutor executor = new BasicBoltExecutor(bolt);
        executor.prepare(Map.of(), null, new OutputCollector(output));

        // when
        executor.execute(FakeTuple.of("in"));

        // then
        assertThat(seen).containsExactly("in");
        assertThat(output.calls).containsExactly("ack [in]");
        OutputFieldsGetter streams = new OutputFieldsGetter();
        bolt.declareOutputFields(streams);
        assertThat(streams.getFieldsDeclaration()).isEmpty();
    }

    @Test
    void shouldEmitAnchoredWhenBoltIsBiConsumer() {
        // given
        LambdaBiConsumerBolt bolt = new LambdaBiConsumerBolt(
                (tuple, collector) -> collector.emit(new Values(tuple.getValue(0), 1)), new String[] {"word", "n"});
        BasicBoltExecutor executor = new BasicBoltExecutor(bolt);
        executor.prepare(Map.of(), null, new OutputCollector(output));

        // when
        executor.execute(FakeTuple.of("in"));

        // then
        assertThat(output.calls).containsExactly("emit default [in, 1] anchored to [[in]]", "ack [in]");
        assertThat(fieldsOf(bolt)).containsExactly("word", "n");
    }

    @Test
    void shouldKeepFieldsWhenCallersArrayChanges() {
        // given
        String[] fields = {"word"};
        LambdaBiConsumerBolt bolt = new LambdaBiConsumerBolt((tuple, collector) -> {}, fields);

        // when
        fields[0] = "changed";

        // then
        assertThat(fieldsOf(bolt)).containsExactly("word");
    }

    @Test
    void shouldRefuseWhenFunctionIsNull() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LambdaSpout(null));
        assertThatIllegalArgumentException().isThrownBy(() -> new LambdaConsumerBolt(null));
        assertThatIllegalArgumentException().isThrownBy(() -> new LambdaBiConsumerBolt(null, new String[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new LambdaBiConsumerBolt((t, c) -> {}, null));
    }

    private static List<String> fieldsOf(IComponent component) {
        OutputFieldsGetter streams = new OutputFieldsGetter();
        component.declareOutputFields(streams);
        assertThat(streams.getFieldsDeclaration()).containsOnlyKeys("default");
        return streams.getFieldsDeclaration().get("default").get_output_fields();
    }

    private static final class RecordingSpoutOutput implements ISpoutOutputCollector {
        private final List<String> emitted = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();

        @Override
        public List<Integer> emit(String streamId, List<Object> tuple, Object messageId) {
            emitted.add(streamId + " " + tuple + " " + messageId);
            sizes.add(tuple.size());
            return List.of();
        }

        @Override
        public void emitDirect(int taskId, String streamId, List<Object> tuple, Object messageId) {
            emitted.add("direct " + taskId);
        }

        @Override
        public long getPendingCount() {
            return 0;
        }

        @Override
        public void reportError(Throwable error) {
            emitted.add("error " + error);
        }
    }
}
