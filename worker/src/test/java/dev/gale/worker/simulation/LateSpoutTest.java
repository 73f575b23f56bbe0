package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import dev.gale.utils.RegisteredGlobalState;
import dev.gale.utils.Utils;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spout whose thread is away for longer than the timeout of its trees. */
class LateSpoutTest {
    private static final int MESSAGES = 30_000;

    private static final class Count {
        private int acked;
        private int failed;
    }

    /** Emits everything in one call and waits, in the next, for longer than the trees may take. */
    private static final class Away extends BaseRichSpout {
        private final String countId;
        private transient Count count;
        private transient SpoutOutputCollector collector;
        private transient int calls;

        Away(String countId) {
            this.countId = countId;
        }

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            this.count = (Count) RegisteredGlobalState.getState(countId);
            this.collector = collector;
        }

        @Override
        public void nextTuple() {
            calls++;
            if (calls == 1) {
                for (int i = 0; i < MESSAGES; i++) {
                    collector.emit(new Values(i), i);
                }
            } else if (calls == 2) {
                Utils.sleep(3000);
            }
        }

        @Override
        public void ack(Object messageId) {
            count.acked++;
        }

        @Override
        public void fail(Object messageId) {
            count.failed++;
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("number"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldBelieveTheAcksThatHaveComeBeforeItJudgesByTheClock(long seed) throws Exception {
        Count count = new Count();
        String countId = RegisteredGlobalState.registerState(count);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("away", new Away(countId));
        builder.setBolt("sink", tuple -> {}).shuffleGrouping("away");
        Config conf = new Config();
        conf.setMessageTimeout(Duration.ofSeconds(2));
        // Fused, no ack could come while the spout is away.
        conf.put(Config.TOPOLOGY_FUSION, false);
        try (Simulation simulation = new Simulation(seed, conf, builder.createTopology())) {
            simulation.advance(Duration.ofSeconds(10));

            assertThat(simulation.bugs()).isEmpty();
            assertThat(count.failed).isZero();
            assertThat(count.acked).isEqualTo(MESSAGES);
        } finally {
            RegisteredGlobalState.clearState(countId);
        }
    }
}
