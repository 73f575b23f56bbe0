package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import dev.gale.utils.RegisteredGlobalState;
import dev.gale.utils.Utils;
import dev.gale.worker.report.TopologyStats;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens behind a bolt that takes nothing, and on a circle whose queues are all full. */
class BackPressureTest {
    private static final int MESSAGES = 3000;

    /** What a test sees of its topology from outside. */
    private static final class Outside implements AutoCloseable {
        private final String id = RegisteredGlobalState.registerState(this);
        private final Set<Integer> received = new HashSet<>();
        private int emitted;
        private int acked;
        private int failed;
        private boolean stuck;

        static Outside of(String id) {
            return (Outside) RegisteredGlobalState.getState(id);
        }

        @Override
        public void close() {
            RegisteredGlobalState.clearState(id);
        }
    }

    private static final class Numbers extends BaseRichSpout {
        private final String outsideId;
        private transient Outside outside;
        private transient SpoutOutputCollector collector;

        Numbers(Outside outside) {
            this.outsideId = outside.id;
        }

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            this.outside = Outside.of(outsideId);
            this.collector = collector;
        }

        @Override
        public void nextTuple() {
            if (outside.emitted < MESSAGES) {
                collector.emit(new Values(outside.emitted, 3), outside.emitted);
                outside.emitted++;
            }
        }

        @Override
        public void ack(Object messageId) {
            outside.acked++;
        }

        @Override
        public void fail(Object messageId) {
            outside.failed++;
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("number", "rounds"));
        }
    }

    /** Passes each tuple on; sleeps a minute at the first one if it is told to. */
    private static final class Passing extends BaseRichBolt {
        private final String outsideId;
        private final boolean last;
        private transient Outside outside;
        private transient OutputCollector collector;

        Passing(Outside outside, boolean last) {
            this.outsideId = outside.id;
            this.last = last;
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.outside = Outside.of(outsideId);
            this.collector = collector;
        }

        @Override
        public void execute(Tuple tuple) {
            if (last) {
                if (outside.stuck) {
                    outside.stuck = false;
                    Utils.sleep(60_000);
                }
                outside.received.add(tuple.getInteger(0));
            }
            int rounds = tuple.getInteger(1);
            if (rounds > 0) {
                collector.emit(tuple, new Values(tuple.getInteger(0), rounds - 1));
            }
            collector.ack(tuple);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("number", "rounds"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldHoldTheSpoutAndLoseNothingWhenABoltIsStuckForAMinute(long seed) throws Exception {
        try (Outside outside = new Outside()) {
            outside.stuck = true;
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("numbers", new Numbers(outside));
            builder.setBolt("middle", new Passing(outside, false)).shuffleGrouping("numbers");
            builder.setBolt("last", new Passing(outside, true)).shuffleGrouping("middle");
            Config conf = new Config();
            conf.put(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, 256);
            // Fused, there would be no queue to fill.
            conf.put(Config.TOPOLOGY_FUSION, false);
            conf.setMessageTimeout(Duration.ofMinutes(10));
            try (Simulation simulation = new Simulation(seed, conf, builder.createTopology())) {
                simulation.runUntilIdle();
                int emittedAtFirst = outside.emitted;
                simulation.advance(Duration.ofSeconds(59));

                // Two inboxes, and what the senders keep: nowhere near all messages, and no more after a minute.
                assertThat(outside.emitted).isEqualTo(emittedAtFirst).isLessThan(MESSAGES / 2);
                TopologyStats stats = simulation.runtime().stats();
                assertThat(stats.component("last").queueDepth())
                        .isEqualTo(stats.component("last").queueCapacity());
                assertThat(stats.component("middle").blockedShare()).isGreaterThan(0.9);

                simulation.advance(Duration.ofSeconds(2));
                assertThat(simulation.bugs()).isEmpty();
                assertThat(outside.received).hasSize(MESSAGES);
                assertThat(outside.acked).isEqualTo(MESSAGES);
                assertThat(outside.failed).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldGetOnWhenTuplesGoRoundBetweenFullQueues(long seed) throws Exception {
        try (Outside outside = new Outside()) {
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("numbers", new Numbers(outside));
            builder.setBolt("a", new Passing(outside, false))
                    .shuffleGrouping("numbers")
                    .shuffleGrouping("b");
            builder.setBolt("b", new Passing(outside, true)).shuffleGrouping("a");
            Config conf = new Config();
            conf.put(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, 2);
            conf.setMessageTimeout(Duration.ofMinutes(10));
            try (Simulation simulation = new Simulation(seed, conf, builder.createTopology())) {
                simulation.advance(Duration.ofSeconds(10));

                assertThat(simulation.bugs()).isEmpty();
                assertThat(outside.acked).isEqualTo(MESSAGES);
                assertThat(simulation.runtime().stats().component("a").executed())
                        .isEqualTo(2L * MESSAGES);
            }
        }
    }
}
