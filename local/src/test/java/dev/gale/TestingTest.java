package dev.gale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gale.Testing.CapturedTopology;
import dev.gale.generated.StormTopology;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.testing.CompleteTopologyParam;
import dev.gale.testing.FeederSpout;
import dev.gale.testing.FixedTuple;
import dev.gale.testing.FixedTupleSpout;
import dev.gale.testing.IdentityBolt;
import dev.gale.testing.MkClusterParam;
import dev.gale.testing.MkTupleParam;
import dev.gale.testing.MockedSources;
import dev.gale.testing.TestPlannerBolt;
import dev.gale.testing.TestPlannerSpout;
import dev.gale.testing.TestWordSpout;
import dev.gale.testing.TrackedTopology;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import dev.gale.utils.Time;
import dev.gale.utils.Utils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TestingTest {
    private static FixedTupleSpout letters(String... letters) {
        List<Values> tuples = new ArrayList<>();
        for (String letter : letters) {
            tuples.add(new Values(letter));
        }
        return new FixedTupleSpout(tuples, new Fields("letter"));
    }

    private static IdentityBolt pass() {
        return new IdentityBolt(new Fields("letter"));
    }

    private static LocalCluster deterministic() {
        return new LocalCluster.Builder().withDeterministicSchedule(7).build();
    }

    @Nested
    class WhileTimeout {
        @Test
        void shouldCallTheBodyAsLongAsTheConditionHolds() {
            AtomicInteger calls = new AtomicInteger();

            Testing.whileTimeout(() -> calls.get() < 3, calls::incrementAndGet);

            assertThat(calls).hasValue(3);
        }

        @Test
        void shouldNotCallTheBodyWhenTheConditionDoesNotHold() {
            AtomicInteger calls = new AtomicInteger();

            Testing.whileTimeout(0, () -> false, calls::incrementAndGet);

            assertThat(calls).hasValue(0);
        }

        @Test
        void shouldFailWithTheStacksOfAllThreadsWhenTheTimeIsOver() {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> Testing.whileTimeout(1, () -> true, () -> {}))
                    .withMessageContaining("Test timed out (1 ms)")
                    .withMessageContaining("TestingTest");
        }

        @Test
        void shouldFailAtOnceWhenInterrupted() {
            AtomicInteger calls = new AtomicInteger();
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> Testing.whileTimeout(() -> true, calls::incrementAndGet))
                    .withMessageContaining("interrupted");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(calls).hasValue(0);
        }
    }

    @Nested
    class CompleteTopology {
        private final LocalCluster cluster = deterministic();
        private final TopologyBuilder builder = new TopologyBuilder();
        private final CompleteTopologyParam param = new CompleteTopologyParam();

        @AfterEach
        void closeCluster() {
            cluster.close();
        }

        private Map<String, List<FixedTuple>> complete() throws Exception {
            return Testing.completeTopology(cluster, builder.createTopology(), param);
        }

        private void mock(String spout, String stream, Values values) {
            MockedSources sources = new MockedSources();
            sources.addMockData(spout, stream, values);
            param.setMockedSources(sources);
        }

        @Test
        void shouldReturnWhatEachComponentHasEmittedOnEachStream() throws Exception {
            builder.setSpout("letters", letters("a", "b"));
            builder.setBolt("pass", pass()).globalGrouping("letters");
            builder.setBolt("sides", new SidesBolt()).globalGrouping("pass");

            Map<String, List<FixedTuple>> results = complete();

            assertThat(results).containsOnlyKeys("letters", "pass", "sides");
            assertThat(Testing.readTuples(results, "pass")).containsExactly(List.of("a"), List.of("b"));
            assertThat(Testing.readTuples(results, "sides")).isEmpty();
            assertThat(Testing.readTuples(results, "sides", "left")).containsExactly(List.of("a"), List.of("b"));
            assertThat(Testing.readTuples(results, "sides", "right")).containsExactly(List.of("a", 1), List.of("b", 1));
        }

        @Test
        void shouldLeaveTheGivenTopologyAndTheClusterAsTheyWere() throws Exception {
            builder.setSpout("letters", letters("a"));
            StormTopology topology = builder.createTopology();
            StormTopology before = topology.deepCopy();
            param.setTopologyName("twice");

            Map<String, List<FixedTuple>> first = Testing.completeTopology(cluster, topology, param);
            Map<String, List<FixedTuple>> second = Testing.completeTopology(cluster, topology, param);

            assertThat(topology).isEqualTo(before);
            assertThat(cluster.getTopologySummaries()).isEmpty();
            assertThat(Testing.readTuples(first, "letters")).containsExactly(List.of("a"));
            assertThat(Testing.readTuples(second, "letters")).containsExactly(List.of("a"));
        }

        @Test
        void shouldCaptureWhatIsNotTracked() throws Exception {
            builder.setSpout("letters", letters("a", "b"));
            builder.setBolt("ack first", new AckThenEmitBolt()).shuffleGrouping("letters");
            builder.setBolt("pass", pass()).shuffleGrouping("ack first");

            assertThat(Testing.readTuples(complete(), "pass")).containsExactlyInAnyOrder(List.of("a"), List.of("b"));
        }

        @Test
        void shouldReturnWhenTuplesFail() throws Exception {
            builder.setSpout("letters", letters("a", "b"));
            builder.setBolt("fail", new FailBolt()).shuffleGrouping("letters");
            param.setCleanupState(false);
            param.setTopologyName("failing");

            assertThat(Testing.readTuples(complete(), "letters")).hasSize(2);

            String id = "failing-1-0";
            assertThat(FixedTupleSpout.getNumFailed(id)).isEqualTo(2);
            assertThat(FixedTupleSpout.getNumAcked(id)).isZero();
            FixedTupleSpout.clear(id);
            assertThat(FixedTupleSpout.getNumFailed(id)).isZero();
        }

        @Test
        void shouldCompleteBesideATopologyThatIsNeverExhausted() throws Exception {
            TopologyBuilder endless = new TopologyBuilder();
            endless.setSpout("words", new TestWordSpout());
            builder.setSpout("letters", letters("a", "b"));
            builder.setBolt("pass", pass()).shuffleGrouping("letters");

            try (LocalCluster threads = new LocalCluster()) {
                threads.submitTopology("endless", Map.of(), endless.createTopology());

                Map<String, List<FixedTuple>> results = Testing.completeTopology(threads, builder.createTopology());

                assertThat(Testing.readTuples(results, "pass")).containsExactly(List.of("a"), List.of("b"));
                assertThat(threads.getTopologySummaryByName("endless").get_status())
                        .isEqualTo("ACTIVE");
            }
        }

        @Test
        void shouldLetVirtualTimePassWhenTheTopologyNeedsIt() throws Exception {
            builder.setSpout("letters", letters("a"));
            builder.setBolt("forget", new TestPlannerBolt()).shuffleGrouping("letters");

            assertThat(Testing.readTuples(complete(), "letters")).hasSize(1);
        }

        @Test
        void shouldFailWithTheReasonWhenTheTopologyStopsByItself() {
            builder.setSpout("letters", letters("a"));
            builder.setBolt("broken", new ThrowingBolt()).shuffleGrouping("letters");
            param.getStormConf().put(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, "fail-topology");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(this::complete)
                    .withMessageContaining("is not complete")
                    .havingCause()
                    .withMessageContaining("component broken")
                    .havingRootCause()
                    .withMessageContaining("thrown by a test");
        }

        @Test
        void shouldFailWhenTheTopologyNeverCompletes() {
            builder.setSpout("letters", letters("a"));
            builder.setBolt("forget", new TestPlannerBolt()).shuffleGrouping("letters");
            param.getStormConf().put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, false);

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(this::complete)
                    .withMessageContaining("spouts [letters] are not exhausted")
                    .havingCause()
                    .withMessageContaining("3600 seconds of virtual time");
            assertThat(cluster.getTopologySummaries()).isEmpty();
        }

        @Test
        void shouldRefuseASpoutThatCannotBeExhausted() {
            builder.setSpout("endless", new TestPlannerSpout(true));

            assertThatIllegalArgumentException()
                    .isThrownBy(this::complete)
                    .withMessageContaining("spout endless is a " + TestPlannerSpout.class.getName());
        }

        @Test
        void shouldRefuseAMockedSourceThatDoesNotExist() {
            builder.setSpout("letters", letters("a"));
            mock("litters", Utils.DEFAULT_STREAM_ID, new Values("b"));

            assertThatIllegalArgumentException()
                    .isThrownBy(this::complete)
                    .withMessageContaining("no spout litters")
                    .withMessageContaining("[letters]");
        }

        @Test
        void shouldRefuseAMockedTupleOnAStreamThatIsNotDeclared() {
            builder.setSpout("letters", letters("a"));
            mock("letters", "side", new Values("b"));

            assertThatIllegalArgumentException()
                    .isThrownBy(this::complete)
                    .withMessageContaining("declares no stream side");
        }

        @Test
        void shouldRefuseAMockedTupleWithTooManyValues() {
            builder.setSpout("letters", letters("a"));
            mock("letters", Utils.DEFAULT_STREAM_ID, new Values("b", "c"));

            assertThatIllegalArgumentException()
                    .isThrownBy(this::complete)
                    .withMessageContaining("has the fields [letter]");
        }
    }

    @Nested
    class Clusters {
        @Test
        void shouldCloseTheClusterAfterTheJob() {
            AtomicReference<ILocalCluster> used = new AtomicReference<>();

            Testing.withLocalCluster(used::set);

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> used.get().submitTopology("late", Map.of(), new StormTopology()))
                    .withMessageContaining("closed");
        }

        @Test
        void shouldWrapCheckedExceptionsOfTheJob() {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> Testing.withLocalCluster(cluster -> {
                        throw new Exception("checked");
                    }))
                    .withMessageContaining("checked");
        }

        @Test
        void shouldGiveTheClusterItsConfigurationAndItsSlots() {
            MkClusterParam param = new MkClusterParam();
            param.setSupervisors(1);
            param.setPortsPerSupervisor(2);
            param.setDaemonConf(Map.of(Config.TOPOLOGY_WORKERS, 5));
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("letters", letters(), 3);

            Testing.withTrackedCluster(param, cluster -> {
                cluster.submitTopology("wide", Map.of(), builder.createTopology());
                assertThat(cluster.getTopologySummaryByName("wide").get_num_workers())
                        .isEqualTo(2);
                assertThat(cluster.getTrackedId()).isNotNull();
            });
        }

        @Test
        void shouldMakeAClusterFromAMap() {
            Map<String, Object> conf = Map.of(
                    "supervisors", 1, "ports-per-supervisor", 1, "daemon-conf", Map.of(Config.TOPOLOGY_DEBUG, true));

            try (ILocalCluster cluster = Testing.getLocalCluster(conf)) {
                assertThat(((LocalCluster) cluster).getDaemonConf()).containsEntry(Config.TOPOLOGY_DEBUG, true);
            }
        }

        @Test
        void shouldShowTheTestTheTimeOfASimulatedCluster() {
            Testing.withSimulatedTimeLocalCluster(cluster -> {
                long before = Time.currentTimeMillis();
                Testing.advanceClusterTime(cluster, 5);
                assertThat(Time.currentTimeMillis() - before).isEqualTo(5000);
                Time.sleepSecs(3);
                assertThat(Time.currentTimeMillis() - before).isEqualTo(8000);
                Testing.simulateWait(cluster);
                assertThat(Time.currentTimeMillis() - before).isEqualTo(18000);
            });
        }

        @Test
        void shouldSimulateTimeForTheWholeJvmWhileSomethingRuns() {
            AtomicReference<Boolean> simulated = new AtomicReference<>();

            Testing.withSimulatedTime(() -> simulated.set(Time.isSimulating()));

            assertThat(simulated).hasValue(true);
            assertThat(Time.isSimulating()).isFalse();
        }
    }

    @Nested
    class Tracking {
        private final FeederSpout feeder = new FeederSpout(new Fields("letter"));

        private StormTopology topology() {
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("letters", feeder);
            builder.setBolt("pass", pass(), 2).allGrouping("letters");
            return builder.createTopology();
        }

        @Test
        void shouldWaitForAndCaptureWhatIsFed() {
            Testing.withTrackedCluster(cluster -> {
                CapturedTopology<TrackedTopology> captured = Testing.trackAndCaptureTopology(cluster, topology());
                cluster.submitTopology("tracked", Map.of(), captured.topology);

                feeder.feed(new Values("a"));
                Testing.trackedWait(captured);
                assertThat(Testing.readTuples(captured.capturer.getAndClearResults(), "pass"))
                        .containsExactly(List.of("a"), List.of("a"));

                feeder.feed(new Values("b"));
                feeder.feed(new Values("c"));
                Testing.trackedWait(captured, 2);
                assertThat(Testing.multiset(Testing.readTuples(captured.capturer.getResults(), "pass")))
                        .isEqualTo(Map.of(List.of("b"), 2, List.of("c"), 2));

                String id = cluster.getTrackedId();
                assertThat(Testing.globalAmt(id, "spout-emitted")).isEqualTo(3);
                assertThat(Testing.globalAmt(id, "transferred")).isEqualTo(15);
                assertThat(Testing.globalAmt(id, "processed")).isEqualTo(15);
            });
        }

        @Test
        void shouldFailWithTheCountsWhenNotEnoughIsFed() {
            Testing.withTrackedCluster(cluster -> {
                TrackedTopology tracked = Testing.mkTrackedTopology(cluster, topology());
                cluster.submitTopology("tracked", Map.of(), tracked);
                feeder.feed(new Values("a"));

                assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(() -> Testing.trackedWait(tracked, 2, 50))
                        .withMessageContaining("topology tracked")
                        .withMessageContaining("2 are waited for");
            });
        }

        @Test
        void shouldKeepTheNumbersOfTasksWhenATopologyIsCaptured() throws Exception {
            try (LocalCluster cluster = deterministic()) {
                CapturedTopology<StormTopology> captured = Testing.captureTopology(topology());
                cluster.submitTopology("captured", Map.of(), captured.topology);

                assertThat(cluster.stats("captured").component("letters").tasks())
                        .singleElement()
                        .satisfies(task -> assertThat(task.task()).isEqualTo(1));
                assertThat(cluster.getTopologySummaryByName("captured").get_num_tasks())
                        .isEqualTo(4);
            }
        }
    }

    @Nested
    class TestTuple {
        @Test
        void shouldMakeATupleWithDefaults() {
            Tuple tuple = Testing.testTuple(List.of("a", 2));

            assertThat(tuple.getSourceComponent()).isEqualTo("component");
            assertThat(tuple.getSourceStreamId()).isEqualTo(Utils.DEFAULT_STREAM_ID);
            assertThat(tuple.getFields().toList()).containsExactly("field1", "field2");
            assertThat(tuple.getIntegerByField("field2")).isEqualTo(2);
        }

        @Test
        void shouldMakeATupleAsToldToo() {
            MkTupleParam param = new MkTupleParam();
            param.setComponent("spout");
            param.setStream("side");
            param.setFields("letter", "number");

            Tuple tuple = Testing.testTuple(List.of("a", 2), param);

            assertThat(tuple.getSourceComponent()).isEqualTo("spout");
            assertThat(tuple.getSourceStreamId()).isEqualTo("side");
            assertThat(tuple.getStringByField("letter")).isEqualTo("a");
            assertThat(tuple.getContext().getComponentId(tuple.getSourceTask())).isEqualTo("spout");
        }
    }

    @Nested
    class Collections {
        @Test
        void shouldCompareWithoutOrderButWithNumbers() {
            assertThat(Testing.multiseteq(List.of("a", "b", "a"), List.of("b", "a", "a")))
                    .isTrue();
            assertThat(Testing.multiseteq(List.of("a", "b", "a"), List.of("b", "a", "b")))
                    .isFalse();
            assertThat(Testing.multiset(List.of("a", "b", "a"))).isEqualTo(Map.of("a", 2, "b", 1));
        }

        @Test
        void shouldTellWhetherAConditionHoldsForAll() {
            assertThat(Testing.isEvery(List.of(2, 4), number -> number % 2 == 0))
                    .isTrue();
            assertThat(Testing.isEvery(List.of(2, 5), number -> number % 2 == 0))
                    .isFalse();
        }

        @Test
        void shouldReadNothingFromAComponentThatEmittedNothing() {
            assertThat(Testing.readTuples(Map.of(), "silent")).isEmpty();
        }
    }

    private abstract static class LetterBolt extends BaseRichBolt {
        OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("letter"));
        }
    }

    /** Emits on two streams of its own. */
    private static final class SidesBolt extends LetterBolt {
        @Override
        public void execute(Tuple input) {
            collector.emit("left", input, input.getValues());
            collector.emit("right", input, new Values(input.getValue(0), 1));
            collector.ack(input);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declareStream("left", new Fields("letter"));
            declarer.declareStream("right", new Fields("letter", "number"));
        }
    }

    private static final class AckThenEmitBolt extends LetterBolt {
        @Override
        public void execute(Tuple input) {
            collector.ack(input);
            collector.emit(input.getValues());
        }
    }

    private static final class FailBolt extends LetterBolt {
        @Override
        public void execute(Tuple input) {
            collector.fail(input);
        }
    }

    private static final class ThrowingBolt extends LetterBolt {
        @Override
        public void execute(Tuple input) {
            throw new IllegalStateException("thrown by a test");
        }
    }
}
