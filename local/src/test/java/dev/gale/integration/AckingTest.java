package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.testing.AckFailMapTracker;
import dev.gale.testing.AckTracker;
import dev.gale.testing.FeederSpout;
import dev.gale.testing.TrackedTopology;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AckingTest {
    private abstract static class OneFieldBolt extends BaseRichBolt {
        OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("x"));
        }
    }

    /** Makes several tuples of one. */
    private static final class Branch extends OneFieldBolt {
        private final int copies;

        Branch(int copies) {
            this.copies = copies;
        }

        @Override
        public void execute(Tuple input) {
            for (int i = 0; i < copies; i++) {
                collector.emit(input, new Values(input.getValue(0)));
            }
            collector.ack(input);
        }
    }

    /** Makes one tuple of several, anchored on all. */
    private static final class Join extends OneFieldBolt {
        private final int parts;
        private final List<Tuple> held = new ArrayList<>();

        Join(int parts) {
            this.parts = parts;
        }

        @Override
        public void execute(Tuple input) {
            held.add(input);
            if (held.size() == parts) {
                collector.emit(held, new Values("joined"));
                held.forEach(collector::ack);
                held.clear();
            }
        }
    }

    /** Emits with the same anchor listed twice. */
    private static final class Doubled extends OneFieldBolt {
        @Override
        public void execute(Tuple input) {
            collector.emit(List.of(input, input), new Values(input.getValue(0)));
            collector.ack(input);
        }
    }

    /** Acks, unless told to fail or to forget. */
    private static final class Sink extends OneFieldBolt {
        @Override
        public void execute(Tuple input) {
            if ("fail".equals(input.getValue(0))) {
                collector.fail(input);
            } else if (!"forget".equals(input.getValue(0))) {
                collector.ack(input);
            }
        }
    }

    /** A source with its tracker. */
    private static final class Source {
        private final FeederSpout spout = new FeederSpout(new Fields("x"));
        private final AckTracker tracker = new AckTracker();

        Source() {
            spout.setAckFailDelegate(tracker);
        }

        void feed() {
            spout.feed(new Values("x"));
        }

        /** Acks since this was asked last. */
        int newAcks() {
            int acks = tracker.getNumAcks();
            tracker.resetNumAcks();
            return acks;
        }
    }

    private static TrackedTopology run(LocalCluster cluster, TopologyBuilder builder, int workers) throws Exception {
        TrackedTopology tracked = new TrackedTopology(builder.createTopology(), cluster);
        Config conf = new Config();
        conf.setNumWorkers(workers);
        cluster.submitTopology("acking", conf, tracked);
        return tracked;
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldAckATreeWhenItsLastLeafIsAcked(ClusterKind kind) throws Exception {
        // given branches of two, four and one, of which the first two are joined by threes
        Source first = new Source();
        Source second = new Source();
        Source third = new Source();
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("1", first.spout);
        builder.setSpout("2", second.spout);
        builder.setSpout("3", third.spout);
        builder.setBolt("4", new Branch(2)).shuffleGrouping("1");
        builder.setBolt("5", new Branch(4)).shuffleGrouping("2");
        builder.setBolt("6", new Branch(1)).shuffleGrouping("3");
        builder.setBolt("7", new Join(3))
                .shuffleGrouping("4")
                .shuffleGrouping("5")
                .shuffleGrouping("6");
        builder.setBolt("8", new Branch(2)).shuffleGrouping("7");
        builder.setBolt("9", new Sink()).shuffleGrouping("8");

        try (LocalCluster cluster = kind.start()) {
            TrackedTopology tracked = run(cluster, builder, 4);

            // when two parts wait for a third
            first.feed();
            tracked.trackedWait(1);
            assertThat(first.newAcks()).isZero();

            // then four more complete both trees
            second.feed();
            tracked.trackedWait(1);
            assertThat(first.newAcks()).isEqualTo(1);
            assertThat(second.newAcks()).isEqualTo(1);

            // and of four parts one is left over
            first.feed();
            first.feed();
            tracked.trackedWait(2);
            assertThat(first.newAcks()).isEqualTo(1);

            // which goes with the next two
            third.feed();
            third.feed();
            tracked.trackedWait(2);
            assertThat(first.newAcks()).isEqualTo(1);
            assertThat(third.newAcks()).isEqualTo(2);

            // and four parts of one tree leave it open
            second.feed();
            tracked.trackedWait(1);
            assertThat(second.newAcks()).isZero();
            third.feed();
            third.feed();
            tracked.trackedWait(2);
            assertThat(second.newAcks()).isEqualTo(1);
            assertThat(third.newAcks()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldAckATreeWhoseBranchesMeetAgain(ClusterKind kind) throws Exception {
        Source source = new Source();
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("1", source.spout);
        builder.setBolt("2", new Branch(1)).shuffleGrouping("1");
        builder.setBolt("3", new Join(2)).shuffleGrouping("1").shuffleGrouping("2");
        builder.setBolt("4", new Sink()).shuffleGrouping("3");

        try (LocalCluster cluster = kind.start()) {
            TrackedTopology tracked = run(cluster, builder, 2);

            source.feed();
            tracked.trackedWait(1);
            assertThat(source.newAcks()).isEqualTo(1);

            source.feed();
            source.feed();
            source.feed();
            tracked.trackedWait(3);
            assertThat(source.newAcks()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldAckATreeWhenATupleIsItsOwnSecondAnchor(ClusterKind kind) throws Exception {
        Source source = new Source();
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("1", source.spout);
        builder.setBolt("2", new Doubled()).shuffleGrouping("1");
        builder.setBolt("3", new Sink()).shuffleGrouping("2");

        try (LocalCluster cluster = kind.start()) {
            TrackedTopology tracked = run(cluster, builder, 1);

            source.feed();
            source.feed();
            tracked.trackedWait(2);

            assertThat(source.newAcks()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldFailOnlyTheTreeOfTheTupleThatFailed(ClusterKind kind) throws Exception {
        FeederSpout feeder = new FeederSpout(new Fields("x"));
        AckFailMapTracker tracker = new AckFailMapTracker();
        feeder.setAckFailDelegate(tracker);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("1", feeder);
        builder.setBolt("2", new Branch(3)).shuffleGrouping("1");
        builder.setBolt("3", new Sink(), 2).shuffleGrouping("2");

        try (LocalCluster cluster = kind.start()) {
            TrackedTopology tracked = run(cluster, builder, 2);

            feeder.feed(new Values("ack"), "good");
            feeder.feed(new Values("fail"), "bad");
            feeder.feed(new Values("forget"), "lost");
            feeder.feed(new Values("fail"), null);
            tracked.trackedWait(4);
        }

        assertThat(tracker.isAcked("good")).isTrue();
        assertThat(tracker.isFailed("good")).isFalse();
        assertThat(tracker.isAcked("bad")).isFalse();
        assertThat(tracker.isFailed("bad")).isTrue();
        assertThat(tracker.isAcked("lost")).isFalse();
        assertThat(tracker.isFailed("lost")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldAckAtOnceWhenThereAreNoAckers(ClusterKind kind) throws Exception {
        Source source = new Source();
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("1", source.spout);
        builder.setBolt("2", new Join(5)).shuffleGrouping("1");

        try (LocalCluster cluster = kind.start()) {
            TrackedTopology tracked = new TrackedTopology(builder.createTopology(), cluster);
            Config conf = new Config();
            conf.setNumAckers(0);
            cluster.submitTopology("acking", conf, tracked);

            source.feed();
            tracked.trackedWait(1);

            assertThat(source.newAcks()).isEqualTo(1);
        }
    }
}
