package dev.gale.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.Testing.CapturedTopology;
import dev.gale.generated.StormTopology;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.FailedException;
import dev.gale.topology.IRichSpout;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import dev.gale.utils.RegisteredGlobalState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FiniteSpoutsTest {
    private final LocalCluster cluster =
            new LocalCluster.Builder().withDeterministicSchedule(3).build();

    @AfterEach
    void closeCluster() {
        cluster.close();
    }

    /** Fails tuples with an even number as their last value, acks the others. */
    private static final class FailEvens extends BaseBasicBolt {
        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {
            if (((Number) input.getValue(input.size() - 1)).longValue() % 2 == 0) {
                throw new FailedException("even");
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    /** Runs until idle; the id of the topology, which is the same in every run of the test. */
    private String run(String name, IRichSpout spout, int tasks) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("finite", spout, tasks);
        builder.setBolt("fail", new FailEvens()).globalGrouping("finite");
        cluster.submitTopology(name, new Config(), builder.createTopology());
        cluster.waitForIdle();
        return cluster.getTopologySummaryByName(name).get_id();
    }

    private static FixedTupleSpout numbers(int count) {
        List<FixedTuple> tuples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tuples.add(new FixedTuple(List.of(i)));
        }
        return new FixedTupleSpout(tuples, new Fields("number"));
    }

    @Test
    void shouldBeExhaustedWhenAllFixedTuplesAreAckedOrFailed() throws Exception {
        FixedTupleSpout spout = numbers(7);
        assertThat(spout.isExhausted()).isFalse();

        String id = run("fixed", spout, 3);

        assertThat(spout.isExhausted()).isTrue();
        assertThat(spout.getCompleted()).isEqualTo(7);
        assertThat(FixedTupleSpout.getNumAcked(id)).isEqualTo(3);
        assertThat(FixedTupleSpout.getNumFailed(id)).isEqualTo(4);

        spout.cleanup();
        assertThat(spout.getCompleted()).isZero();
        assertThat(FixedTupleSpout.getNumAcked(id)).isZero();
        assertThat(FixedTupleSpout.getNumFailed(id)).isZero();
    }

    @Test
    void shouldNotBeExhaustedWhileATupleIsOpen() throws Exception {
        FixedTupleSpout spout = numbers(2);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("finite", spout);
        builder.setBolt("forget", new TestPlannerBolt()).globalGrouping("finite");
        cluster.submitTopology("run", new Config(), builder.createTopology());
        cluster.waitForIdle();

        assertThat(spout.isExhausted()).isFalse();

        cluster.advanceClusterTime(31);
        assertThat(spout.isExhausted()).isTrue();
    }

    @Test
    void shouldTakeListsOfValuesAsFixedTuples() {
        FixedTupleSpout spout = new FixedTupleSpout(List.of(new Values("a"), new FixedTuple("side", List.of("b"))));

        assertThat(spout.getSourceTuples().toString()).isEqualTo("[default:[a], side:[b]]");
    }

    @Test
    void shouldRefuseWhatIsNoTuple() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixedTupleSpout(List.of("a")))
                .withMessageContaining("java.lang.String");
    }

    /** Throws in its first call. */
    private static final class ThrowsOnce extends BaseBasicBolt {
        private final String calls;

        ThrowsOnce(String calls) {
            this.calls = calls;
        }

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {
            if (((AtomicInteger) RegisteredGlobalState.getState(calls)).getAndIncrement() == 0) {
                throw new IllegalStateException("the first tuple of a test");
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    @Test
    void shouldNotEmitAgainWhatFailed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        String callsId = RegisteredGlobalState.registerState(calls);
        FixedTupleSpout spout = numbers(5);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("finite", spout);
        builder.setBolt("throw", new ThrowsOnce(callsId)).globalGrouping("finite");
        cluster.submitTopology("run", new Config(), builder.createTopology());
        cluster.advanceClusterTime(20);
        RegisteredGlobalState.clearState(callsId);

        assertThat(spout.isExhausted()).isTrue();
        assertThat(calls).hasValue(5);
    }

    @Test
    void shouldEmitAsManyEventsAsToldOverAllTasks() throws Exception {
        TestEventLogSpout spout = new TestEventLogSpout(11);
        assertThat(spout.completed()).isFalse();

        String id = run("events", spout, 3);

        assertThat(spout.completed()).isTrue();
        assertThat(spout.isExhausted()).isTrue();
        assertThat(TestEventLogSpout.getNumAcked(id)).isEqualTo(6);
        assertThat(TestEventLogSpout.getNumFailed(id)).isEqualTo(5);
        spout.cleanup();
        assertThat(TestEventLogSpout.getNumAcked(id)).isZero();
    }

    @Test
    void shouldComplainOfEventsThatAreOutOfOrder() throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        List<Values> events =
                List.of(new Values(1, 1L), new Values(2, 1L), new Values(1, 3L), new Values(1, 2L), new Values(2, 2L));
        builder.setSpout("events", new FixedTupleSpout(events, new Fields("source", "eventId")));
        builder.setBolt("check", new TestEventOrderCheckBolt()).globalGrouping("events");

        Map<String, List<FixedTuple>> results = Testing.completeTopology(cluster, builder.createTopology());

        assertThat(Testing.readTuples(results, "check")).containsExactly(List.of("event 2 of source 1 came after 3"));
    }

    @Test
    void shouldEmitAWordEveryTenthOfASecond() throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("many", new TestWordSpout(true), 2);
        builder.setSpout("one", new TestWordSpout(false), 2);
        CapturedTopology<StormTopology> captured = Testing.captureTopology(builder.createTopology());
        cluster.submitTopology("words", new Config(), captured.topology);
        cluster.waitForIdle();

        cluster.advanceClusterTime(2);

        assertThat(Testing.readTuples(captured.capturer.getResults(), "many")).hasSize(40);
        assertThat(Testing.readTuples(captured.capturer.getResults(), "one")).hasSize(20);
    }
}
