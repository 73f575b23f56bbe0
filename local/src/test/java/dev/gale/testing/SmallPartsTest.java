package dev.gale.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.generated.StormTopology;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import dev.gale.utils.RegisteredGlobalState;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmallPartsTest {
    @Test
    void shouldTellAcksFromFailures() {
        AckFailMapTracker tracker = new AckFailMapTracker();
        tracker.ack("a");
        tracker.fail("f");

        assertThat(tracker.isAcked("a")).isTrue();
        assertThat(tracker.isFailed("a")).isFalse();
        assertThat(tracker.isAcked("f")).isFalse();
        assertThat(tracker.isFailed("f")).isTrue();
    }

    @Test
    void shouldCountAcksOnly() {
        AckTracker tracker = new AckTracker();
        tracker.ack("a");
        tracker.ack("a");
        tracker.fail("f");
        assertThat(tracker.getNumAcks()).isEqualTo(2);

        tracker.resetNumAcks();
        assertThat(tracker.getNumAcks()).isZero();
    }

    @Test
    void shouldCountUnderAnIdWhatTrackersSee() throws Exception {
        FixedTupleSpout letters = new FixedTupleSpout(List.of(new Values("a"), new Values("b")), new Fields("letter"));
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", new SpoutTracker(letters, "counted"));
        builder.setBolt("forget", new BoltTracker(new TestPlannerBolt(), "counted"), 3)
                .allGrouping("letters");
        StormTopology topology = builder.createTopology();
        try (LocalCluster cluster =
                new LocalCluster.Builder().withDeterministicSchedule(1).build()) {
            cluster.submitTopology("counted", Map.of(), topology);
            cluster.advanceClusterTime(31);

            assertThat(Testing.globalAmt("counted", "spout-emitted")).isEqualTo(2);
            assertThat(Testing.globalAmt("counted", "transferred")).isEqualTo(6);
            assertThat(Testing.globalAmt("counted", "processed")).isEqualTo(6);
            assertThat(letters.isExhausted()).isTrue();
        } finally {
            RegisteredGlobalState.clearState("counted");
        }
        assertThat(topology.get_bolts()
                        .get("forget")
                        .get_common()
                        .get_streams()
                        .get("default")
                        .get_output_fields())
                .containsExactly("field1", "field2");
    }

    @Test
    void shouldPutAnIdBeforeTheValuesOfABatch() throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", new FixedTupleSpout(List.of(new Values("a")), new Fields("letter")));
        builder.setBolt("batches", new PrepareBatchBolt(new Fields("id", "letter")))
                .shuffleGrouping("letters");
        try (LocalCluster cluster =
                new LocalCluster.Builder().withDeterministicSchedule(1).build()) {
            assertThat(Testing.readTuples(Testing.completeTopology(cluster, builder.createTopology()), "batches"))
                    .singleElement()
                    .satisfies(values -> {
                        assertThat(values.get(0)).isInstanceOf(Long.class);
                        assertThat(values.get(1)).isEqualTo("a");
                    });
        }
    }

    @Test
    void shouldRegisterTheTestObjectWithKryo() {
        Kryo kryo = new Kryo();
        new TestKryoDecorator().decorate(kryo);
        Output output = new Output(100, 1000);

        kryo.writeClassAndObject(output, new TestSerObject(1, 2));

        assertThat(kryo.readClassAndObject(new Input(output.toBytes()))).isEqualTo(new TestSerObject(1, 2));
    }

    @Test
    void shouldKeepMockDataBySpoutAndStream() {
        MockedSources sources = new MockedSources();
        sources.addMockData("spout", new Values("a"), new Values("b"));
        sources.addMockData("spout", "side", new Values("c"));

        assertThat(sources.getData().get("spout").toString()).isEqualTo("[default:[a], default:[b], side:[c]]");
    }

    @Test
    void shouldGoBackToTheDefaultsWhenParametersAreNull() {
        CompleteTopologyParam param = new CompleteTopologyParam();
        param.setMockedSources(null);
        param.setStormConf(null);
        param.setCleanupState(null);
        param.setTimeoutMs(null);

        assertThat(param.getMockedSources().getData()).isEmpty();
        assertThat(param.getStormConf()).isEmpty();
        assertThat(param.getCleanupState()).isTrue();
        assertThat(param.getTimeoutMs()).isEqualTo(Testing.TEST_TIMEOUT_MS);
    }

    @Test
    void shouldDeleteWhatIsAtATemporaryPath() throws Exception {
        File file;
        try (TmpPath path = new TmpPath()) {
            file = path.getFile();
            assertThat(file).doesNotExist();
            Path inside = Path.of(path.getPath(), "a", "b");
            Files.createDirectories(inside);
            Files.writeString(inside.resolve("text"), "content");
        }
        assertThat(file).doesNotExist();
        new TmpPath(file.getPath()).close();
    }
}
