package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.generated.TopologySummary;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.testing.CompleteTopologyParam;
import dev.gale.testing.FeederSpout;
import dev.gale.testing.FixedTuple;
import dev.gale.testing.FixedTupleSpout;
import dev.gale.testing.IdentityBolt;
import dev.gale.testing.NGrouping;
import dev.gale.testing.TestEventLogSpout;
import dev.gale.testing.TestEventOrderCheckBolt;
import dev.gale.testing.TrackedTopology;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TasksAndGroupingsTest {
    /** Emits, for whatever it gets, which of its component's tasks it is. */
    private static final class TaskIndexBolt extends BaseBasicBolt {
        private int index;

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context) {
            index = context.getThisTaskIndex();
        }

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {
            collector.emit(new Values(index));
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("index"));
        }
    }

    /** Sends whatever it gets to each task of {@code receiver} by name, with that task's id. */
    private static final class DirectBolt extends BaseRichBolt {
        private OutputCollector collector;
        private List<Integer> receivers;

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            this.receivers = context.getComponentTasks("receiver");
        }

        @Override
        public void execute(Tuple input) {
            receivers.forEach(task -> collector.emitDirect(task, "named", input, new Values(task)));
            collector.ack(input);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declareStream("named", true, new Fields("task"));
        }
    }

    /** Emits the task that a tuple was meant for, and the one that got it. */
    private static final class ReceiverBolt extends BaseBasicBolt {
        private int task;

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context) {
            task = context.getThisTaskId();
        }

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {
            collector.emit(new Values(input.getInteger(0).equals(task)));
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("right"));
        }
    }

    private static FixedTupleSpout oneTuple() {
        return new FixedTupleSpout(List.of(new Values("a")), new Fields("letter"));
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldReachEveryTaskWhenExecutorsRunSeveral(ClusterKind kind) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", oneTuple());
        builder.setBolt("tasks", new TaskIndexBolt(), 3)
                .allGrouping("letters")
                .addConfiguration(Config.TOPOLOGY_TASKS, 6);

        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, builder.createTopology());
        }

        assertThat(Testing.readTuples(results, "tasks"))
                .containsExactlyInAnyOrder(List.of(0), List.of(1), List.of(2), List.of(3), List.of(4), List.of(5));
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldReachTheFirstTasksByACustomGrouping(ClusterKind kind) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", oneTuple());
        builder.setBolt("tasks", new TaskIndexBolt(), 5).customGrouping("letters", new NGrouping(2));

        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, builder.createTopology());
        }

        assertThat(Testing.readTuples(results, "tasks")).containsExactlyInAnyOrder(List.of(0), List.of(1));
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldReachTheNamedTaskWhenEmittingDirectly(ClusterKind kind) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", oneTuple());
        builder.setBolt("sender", new DirectBolt()).shuffleGrouping("letters");
        builder.setBolt("receiver", new ReceiverBolt(), 3).directGrouping("sender", "named");

        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, builder.createTopology());
        }

        assertThat(Testing.readTuples(results, "receiver"))
                .containsExactly(List.of(true), List.of(true), List.of(true));
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldKeepTheOrderFromTaskToTask(ClusterKind kind) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("events", new TestEventLogSpout(4000), 4);
        builder.setBolt("pass", new IdentityBolt(new Fields("source", "eventId")), 4)
                .fieldsGrouping("events", new Fields("source"));
        builder.setBolt("check", new TestEventOrderCheckBolt(), 4).fieldsGrouping("pass", new Fields("source"));
        CompleteTopologyParam param = new CompleteTopologyParam();
        Config conf = new Config();
        conf.setNumWorkers(4);
        param.setStormConf(conf);

        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, builder.createTopology(), param);
        }

        assertThat(Testing.readTuples(results, "pass")).hasSize(4000);
        assertThat(Testing.readTuples(results, "check")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldHaveAsManyWorkersAsThereAreSlotsAtMost(ClusterKind kind) throws Exception {
        FeederSpout feeder = new FeederSpout(new Fields("letter"));
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", feeder);
        builder.setBolt("pass", new IdentityBolt(new Fields("letter")), 9).shuffleGrouping("letters");
        Config conf = new Config();
        conf.setNumWorkers(9);

        TopologySummary summary;
        try (LocalCluster cluster = kind.start()) {
            TrackedTopology tracked = new TrackedTopology(builder.createTopology(), cluster);
            cluster.submitTopology("wide", conf, tracked);
            for (int i = 0; i < 18; i++) {
                feeder.feed(new Values("a"));
            }
            tracked.trackedWait(18);
            summary = cluster.getTopologySummaryByName("wide");
        }

        assertThat(summary.get_num_workers()).isEqualTo(4);
        assertThat(summary.get_num_executors()).isEqualTo(10);
    }
}
