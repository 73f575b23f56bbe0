package dev.gale.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gale.generated.StreamInfo;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class BasicBoltExecutorTest {
    private final RecordingOutput output = new RecordingOutput();

    @Test
    void shouldAnchorEmissionsAndAckWhenExecuteReturns() {
        // given
        BasicBoltExecutor executor = running((input, collector) -> {
            List<Integer> tasks = collector.emit(new Values("x"));
            collector.emit("side", new Values(tasks.get(0)));
            collector.emitDirect(3, new Values("y"));
            collector.emitDirect(4, "side", new Values("z"));
            collector.resetTimeout(input);
        });

        // when
        executor.execute(FakeTuple.of("in"));

        // then
        assertThat(output.calls)
                .containsExactly(
                        "emit default [x] anchored to [[in]]",
                        "emit side [7] anchored to [[in]]",
                        "emitDirect 3 default [y] anchored to [[in]]",
                        "emitDirect 4 side [z] anchored to [[in]]",
                        "resetTimeout [in]",
                        "ack [in]");
    }

    @Test
    void shouldAnchorToCurrentTupleWhenSeveralCome() {
        // given
        BasicBoltExecutor executor = running((input, collector) -> collector.emit(new Values("x")));

        // when
        executor.execute(FakeTuple.of("one"));
        executor.execute(FakeTuple.of("two"));

        // then
        assertThat(output.calls)
                .containsExactly(
                        "emit default [x] anchored to [[one]]",
                        "ack [one]",
                        "emit default [x] anchored to [[two]]",
                        "ack [two]");
    }

    @Test
    void shouldFailInputWithoutReportWhenBoltThrowsFailedException() {
        // given
        BasicBoltExecutor executor = running((input, collector) -> {
            throw new FailedException("later, please");
        });

        // when
        executor.execute(FakeTuple.of("in"));

        // then
        assertThat(output.calls).containsExactly("fail [in]");
        assertThat(output.errors).isEmpty();
    }

    @Test
    void shouldFailInputAndReportWhenBoltThrowsReportedFailedException() {
        // given
        ReportedFailedException failure = new ReportedFailedException("look at this", new RuntimeException("cause"));
        BasicBoltExecutor executor = running((input, collector) -> {
            throw failure;
        });

        // when
        executor.execute(FakeTuple.of("in"));

        // then
        assertThat(output.calls).containsExactly("fail [in]");
        assertThat(output.errors).containsExactly(failure);
    }

    @Test
    void shouldNeitherAckNorFailWhenBoltThrowsAnotherException() {
        // given
        BasicBoltExecutor executor = running((input, collector) -> {
            throw new IllegalStateException("broken");
        });

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> executor.execute(FakeTuple.of("in")))
                .withMessage("broken");
        assertThat(output.calls).isEmpty();
        assertThat(output.errors).isEmpty();
    }

    @Test
    void shouldPassOtherCallsToBolt() {
        // given
        ScriptedBolt bolt = new ScriptedBolt((input, collector) -> collector.reportError(new Throwable("seen")));
        BasicBoltExecutor executor = new BasicBoltExecutor(bolt);
        OutputFieldsGetter streams = new OutputFieldsGetter();

        // when
        executor.declareOutputFields(streams);
        executor.prepare(Map.of("k", "v"), null, new OutputCollector(output));
        executor.execute(FakeTuple.of("in"));
        executor.cleanup();

        // then
        assertThat(streams.getFieldsDeclaration())
                .containsOnly(Map.entry("default", new StreamInfo(List.of("f"), false)));
        assertThat(executor.getComponentConfiguration()).isEqualTo(Map.of("bolt", "conf"));
        assertThat(bolt.calls).containsExactly("prepare {k=v}", "cleanup");
        assertThat(output.errors).singleElement().satisfies(e -> assertThat(e).hasMessage("seen"));
    }

    @Test
    void shouldRefuseToWrapWhenBoltIsNull() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BasicBoltExecutor(null));
    }

    private BasicBoltExecutor running(BiConsumer<Tuple, BasicOutputCollector> body) {
        BasicBoltExecutor executor = new BasicBoltExecutor(new ScriptedBolt(body));
        executor.prepare(Map.of(), null, new OutputCollector(output));
        return executor;
    }

    private static final class ScriptedBolt extends BaseBasicBolt {
        private final transient BiConsumer<Tuple, BasicOutputCollector> body;
        private final transient List<String> calls = new ArrayList<>();

        ScriptedBolt(BiConsumer<Tuple, BasicOutputCollector> body) {
            this.body = body;
        }

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context) {
            calls.add("prepare " + topoConf);
        }

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {
            body.accept(input, collector);
        }

        @Override
        public void cleanup() {
            calls.add("cleanup");
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("f"));
        }

        @Override
        public Map<String, Object> getComponentConfiguration() {
            return Map.of("bolt", "conf");
        }
    }
}
