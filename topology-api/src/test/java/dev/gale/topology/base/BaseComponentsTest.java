package dev.gale.topology.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.tuple.Tuple;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaseComponentsTest {
    @Test
    void shouldNeedNothingButNextTupleWhenExtendingBaseRichSpout() {
        BaseRichSpout spout = new BaseRichSpout() {
            @Override
            public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {}

            @Override
            public void nextTuple() {}

            @Override
            public void declareOutputFields(OutputFieldsDeclarer declarer) {}
        };
        assertThat(spout.getComponentConfiguration()).isNull();
        assertThatCode(() -> {
                    spout.activate();
                    spout.ack(1L);
                    spout.fail(1L);
                    spout.deactivate();
                    spout.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNeedNothingButExecuteWhenExtendingBaseBasicBolt() {
        BaseBasicBolt bolt = new BaseBasicBolt() {
            @Override
            public void execute(Tuple input, BasicOutputCollector collector) {}

            @Override
            public void declareOutputFields(OutputFieldsDeclarer declarer) {}
        };
        assertThat(bolt.getComponentConfiguration()).isNull();
        assertThatCode(() -> {
                    bolt.prepare(Map.of(), null);
                    bolt.cleanup();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldHaveNothingToReleaseWhenExtendingBaseRichBolt() {
        BaseRichBolt bolt = new BaseRichBolt() {
            @Override
            public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {}

            @Override
            public void execute(Tuple input) {}

            @Override
            public void declareOutputFields(OutputFieldsDeclarer declarer) {}
        };
        assertThat(bolt.getComponentConfiguration()).isNull();
        assertThatCode(bolt::cleanup).doesNotThrowAnyException();
    }
}
