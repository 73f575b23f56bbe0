package dev.gale.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.Testing.CapturedTopology;
import dev.gale.generated.StormTopology;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeederSpoutTest {
    private final FeederSpout feeder = new FeederSpout(List.of("letter"));
    private final AckTracker tracker = new AckTracker();

    private CapturedTopology<StormTopology> topology(int tasks) {
        feeder.setAckFailDelegate(tracker);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", feeder, tasks);
        return Testing.captureTopology(builder.createTopology());
    }

    @Test
    void shouldEmitWhatWasFedBeforeAndAfterItWasOpened() throws Exception {
        try (LocalCluster cluster =
                new LocalCluster.Builder().withDeterministicSchedule(1).build()) {
            CapturedTopology<StormTopology> captured = topology(1);
            feeder.feed(new Values("a"));
            cluster.submitTopology("fed", Map.of(), captured.topology);
            cluster.waitForIdle();
            feeder.feedNoWait(new Values("b"), "id of b");
            feeder.feed(new Values("c"), null);
            cluster.waitForIdle();

            assertThat(Testing.readTuples(captured.capturer.getResults(), "letters"))
                    .containsExactly(List.of("a"), List.of("b"), List.of("c"));
            assertThat(tracker.getNumAcks()).isEqualTo(2);
        }
    }

    @Test
    void shouldEmitEachMessageOnceWhenItHasSeveralTasks() throws Exception {
        try (LocalCluster cluster = new LocalCluster()) {
            CapturedTopology<StormTopology> captured = topology(3);
            cluster.submitTopology("fed", Map.of(), captured.topology);
            for (int i = 0; i < 100; i++) {
                feeder.feed(new Values(i));
            }
            Testing.whileTimeout(() -> tracker.getNumAcks() < 100, () -> {});

            assertThat(Testing.multiset(Testing.readTuples(captured.capturer.getResults(), "letters")))
                    .hasSize(100)
                    .allSatisfy((values, count) -> assertThat(count).isEqualTo(1));
        }
    }

    @Test
    void shouldNoticeWhatIsFedToAnIdleClusterInRealTime() throws Exception {
        try (LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology("fed", Map.of(), topology(1).topology);
            feeder.waitForReader();
            cluster.waitForIdle();

            feeder.feed(new Values("late"));

            Testing.whileTimeout(() -> tracker.getNumAcks() < 1, () -> {});
        }
    }

    @Test
    void shouldNotWaitForAReaderWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatIllegalStateException().isThrownBy(feeder::waitForReader).withMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldDeclareItsFields() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("two", new FeederSpout(new Fields("a", "b")));

        assertThat(builder.createTopology()
                        .get_spouts()
                        .get("two")
                        .get_common()
                        .get_streams()
                        .get("default")
                        .get_output_fields())
                .containsExactly("a", "b");
    }
}
