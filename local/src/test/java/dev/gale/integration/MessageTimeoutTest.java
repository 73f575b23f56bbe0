package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.testing.AckFailMapTracker;
import dev.gale.testing.FeederSpout;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class MessageTimeoutTest {
    /** Keeps the first tuple, untouched; resets the timeout of the first with each further one, which it acks. */
    private static final class HoldFirst extends BaseRichBolt {
        private OutputCollector collector;
        private Tuple first;

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
        }

        @Override
        public void execute(Tuple input) {
            if (first == null) {
                first = input;
            } else if ("reset".equals(input.getValue(0))) {
                collector.resetTimeout(first);
                collector.ack(input);
            } else {
                collector.ack(input);
                collector.ack(first);
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    private final FeederSpout feeder = new FeederSpout(new Fields("x"));
    private final AckFailMapTracker tracker = new AckFailMapTracker();

    private LocalCluster run(ClusterKind kind, boolean timeouts) throws Exception {
        feeder.setAckFailDelegate(tracker);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", feeder);
        builder.setBolt("hold", new HoldFirst()).globalGrouping("source");
        Config conf = new Config();
        conf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, timeouts);
        conf.setMessageTimeoutSecs(10);
        LocalCluster cluster = kind.start();
        cluster.submitTopology("timeouts", conf, builder.createTopology());
        return cluster;
    }

    private void feed(LocalCluster cluster, String value, Object id) throws InterruptedException {
        feeder.feed(new Values(value), id);
        cluster.waitForIdle();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REAL_TIME")
    void shouldFailATreeWhenItsTimeIsOver(ClusterKind kind) throws Exception {
        try (LocalCluster cluster = run(kind, true)) {
            feed(cluster, "held", 1);

            cluster.advanceClusterTime(9);
            assertThat(tracker.isFailed(1)).isFalse();

            cluster.advanceClusterTime(3);
            assertThat(tracker.isFailed(1)).isTrue();
            assertThat(tracker.isAcked(1)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REAL_TIME")
    void shouldCountTheTimeFromTheMomentOfFeeding(ClusterKind kind) throws Exception {
        try (LocalCluster cluster = run(kind, true)) {
            // Nobody waits until it has been emitted before time passes.
            feeder.feed(new Values("held"), 1);
            cluster.advanceClusterTime(10);

            assertThat(tracker.isFailed(1)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REAL_TIME")
    void shouldNotFailATreeWhoseTimeoutIsReset(ClusterKind kind) throws Exception {
        try (LocalCluster cluster = run(kind, true)) {
            feed(cluster, "held", 1);

            for (int i = 0; i < 3; i++) {
                cluster.advanceClusterTime(9);
                feed(cluster, "reset", "reset " + i);
            }
            cluster.advanceClusterTime(9);
            feed(cluster, "finish", 2);
            cluster.advanceClusterTime(20);

            assertThat(tracker.isFailed(1)).isFalse();
            assertThat(tracker.isAcked(1)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REAL_TIME")
    void shouldNotFailATreeWhenTimeoutsAreOff(ClusterKind kind) throws Exception {
        try (LocalCluster cluster = run(kind, false)) {
            feed(cluster, "held", 1);
            cluster.advanceClusterTime(100);
            assertThat(tracker.isFailed(1)).isFalse();

            feed(cluster, "finish", 2);
            assertThat(tracker.isAcked(1)).isTrue();
        }
    }
}
