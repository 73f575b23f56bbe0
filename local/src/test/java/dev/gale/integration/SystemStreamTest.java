package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.Constants;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.testing.CompleteTopologyParam;
import dev.gale.testing.FixedTuple;
import dev.gale.testing.FixedTupleSpout;
import dev.gale.testing.IdentityBolt;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import dev.gale.utils.TupleUtils;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SystemStreamTest {
    /** Emits where ticks come from and what they say. */
    private static final class TickBolt extends BaseBasicBolt {
        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {
            if (TupleUtils.isTick(input)) {
                collector.emit(new Values(
                        input.getSourceComponent(),
                        input.getSourceStreamId(),
                        input.getSourceTask(),
                        input.getValue(0)));
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("component", "stream", "task", "rate"));
        }

        @Override
        public Map<String, Object> getComponentConfiguration() {
            return Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 5);
        }
    }

    private static FixedTupleSpout letters() {
        return new FixedTupleSpout(List.of(new Values("a"), new Values("b")), new Fields("letter"));
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldTellSubscribersOfTheSystemStreamThatTasksHaveStarted(ClusterKind kind) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", letters(), 2);
        builder.setBolt("starts", new IdentityBolt(new Fields("event"))).globalGrouping("letters", "__system");

        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, builder.createTopology());
        }

        assertThat(Testing.readTuples(results, "starts")).containsExactly(List.of("startup"), List.of("startup"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REAL_TIME")
    void shouldSendTicksToEveryTaskOfABolt(ClusterKind kind) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", letters());
        builder.setBolt("ticks", new TickBolt(), 2).shuffleGrouping("letters");
        Testing.CapturedTopology<?> captured;
        try (LocalCluster cluster = kind.start()) {
            Testing.CapturedTopology<dev.gale.generated.StormTopology> topology =
                    Testing.captureTopology(builder.createTopology());
            captured = topology;
            cluster.submitTopology("ticking", new CompleteTopologyParam().getStormConf(), topology.topology);
            cluster.waitForIdle();
            cluster.advanceClusterTime(16);
        }

        List<Object> tick = List.of(Constants.SYSTEM_COMPONENT_ID, Constants.SYSTEM_TICK_STREAM_ID, -1, 5);
        assertThat(Testing.multiset(Testing.readTuples(captured.capturer.getResults(), "ticks")))
                .isEqualTo(Map.of(tick, 6));
    }
}
