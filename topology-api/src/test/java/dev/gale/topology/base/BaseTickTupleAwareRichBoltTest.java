package dev.gale.topology.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.FakeTuple;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.RecordingOutput;
import dev.gale.tuple.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaseTickTupleAwareRichBoltTest {
    private static final FakeTuple TICK = new FakeTuple("__system", "__tick", List.of(5));

    @Test
    void shouldCallOnTickTupleWhenTupleIsTick() {
        // given
        Listening bolt = new Listening();

        // when
        bolt.execute(TICK);

        // then
        assertThat(bolt.calls).containsExactly("tick [5]");
    }

    @Test
    void shouldCallProcessWhenTupleIsData() {
        // given
        Listening bolt = new Listening();

        // when
        bolt.execute(FakeTuple.of("word"));
        bolt.execute(new FakeTuple("__system", "__metrics_tick", List.of(60)));
        bolt.execute(new FakeTuple("words", "__tick", List.of(1)));

        // then
        assertThat(bolt.calls).containsExactly("process [word]", "process [60]", "process [1]");
    }

    @Test
    void shouldIgnoreTickWhenNotOverridden() {
        // given
        RecordingOutput output = new RecordingOutput();
        BaseTickTupleAwareRichBolt bolt = new Acking();
        bolt.prepare(Map.of(), null, new OutputCollector(output));

        // when
        bolt.execute(TICK);
        bolt.execute(FakeTuple.of("word"));

        // then
        assertThat(output.calls).containsExactly("ack [word]");
    }

    private static final class Listening extends BaseTickTupleAwareRichBolt {
        private final transient List<String> calls = new ArrayList<>();

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {}

        @Override
        protected void onTickTuple(Tuple tuple) {
            calls.add("tick " + tuple.getValues());
        }

        @Override
        protected void process(Tuple tuple) {
            calls.add("process " + tuple.getValues());
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    private static final class Acking extends BaseTickTupleAwareRichBolt {
        private transient OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
        }

        @Override
        protected void process(Tuple tuple) {
            collector.ack(tuple);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }
}
