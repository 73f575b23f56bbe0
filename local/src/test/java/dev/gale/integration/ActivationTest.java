package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.generated.SubmitOptions;
import dev.gale.generated.TopologyInitialStatus;
import dev.gale.spout.SpoutOutputCollector;
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
import dev.gale.utils.RegisteredGlobalState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
    @SuppressWarnings("unchecked")
    private static void note(String callsId, String call) {
        ((List<String>) RegisteredGlobalState.getState(callsId)).add(call);
    }

    private static final class NotingSpout extends FeederSpout {
        private final String callsId;

        NotingSpout(String callsId) {
            super(new Fields("x"));
            this.callsId = callsId;
        }

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            note(callsId, "open");
            super.open(conf, context, collector);
        }

        @Override
        public void activate() {
            note(callsId, "activate");
        }

        @Override
        public void deactivate() {
            note(callsId, "deactivate");
        }

        @Override
        public void close() {
            note(callsId, "close");
        }
    }

    private static final class NotingBolt extends BaseRichBolt {
        private final String callsId;
        private OutputCollector collector;

        NotingBolt(String callsId) {
            this.callsId = callsId;
        }

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
            note(callsId, "prepare");
            this.collector = collector;
        }

        @Override
        public void execute(Tuple input) {
            collector.ack(input);
        }

        @Override
        public void cleanup() {
            note(callsId, "cleanup");
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final String callsId = RegisteredGlobalState.registerState(calls);
    private final FeederSpout feeder = new NotingSpout(callsId);
    private final AckFailMapTracker tracker = new AckFailMapTracker();

    @AfterEach
    void forgetCalls() {
        RegisteredGlobalState.clearState(callsId);
    }

    private void submit(LocalCluster cluster, TopologyInitialStatus status) throws Exception {
        feeder.setAckFailDelegate(tracker);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", feeder);
        builder.setBolt("sink", new NotingBolt(callsId)).shuffleGrouping("source");
        cluster.submitTopologyWithOpts("switched", new Config(), builder.createTopology(), new SubmitOptions(status));
    }

    private static void letTimePass(LocalCluster cluster, ClusterKind kind) throws InterruptedException {
        cluster.waitForIdle();
        if (kind != ClusterKind.REAL_TIME) {
            Testing.advanceClusterTime(cluster, 9, 3);
        }
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldPrepareNothingBeforeAnInactiveTopologyIsActivated(ClusterKind kind) throws Exception {
        try (LocalCluster cluster = kind.start()) {
            submit(cluster, TopologyInitialStatus.INACTIVE);
            feeder.feedNoWait(new Values("a"), 1);
            letTimePass(cluster, kind);
            assertThat(calls).isEmpty();
            assertThat(cluster.getTopologySummaryByName("switched").get_status())
                    .isEqualTo("INACTIVE");

            cluster.getNimbus().activate("switched");
            letTimePass(cluster, kind);
            assertThat(calls).containsExactlyInAnyOrder("prepare", "open", "activate");
            assertThat(tracker.isAcked(1)).isTrue();
        }
        assertThat(calls).contains("cleanup", "close");
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldEmitNothingWhileDeactivated(ClusterKind kind) throws Exception {
        try (LocalCluster cluster = kind.start()) {
            submit(cluster, TopologyInitialStatus.ACTIVE);
            feeder.feed(new Values("a"), 1);
            letTimePass(cluster, kind);
            assertThat(tracker.isAcked(1)).isTrue();

            cluster.deactivate("switched");
            letTimePass(cluster, kind);
            feeder.feed(new Values("b"), 2);
            letTimePass(cluster, kind);
            assertThat(tracker.isAcked(2)).isFalse();

            cluster.activate("switched");
            letTimePass(cluster, kind);
            assertThat(tracker.isAcked(2)).isTrue();
        }
        assertThat(calls.stream().filter(call -> !call.equals("prepare") && !call.equals("cleanup")))
                .containsExactly("open", "activate", "deactivate", "activate", "close");
    }
}
