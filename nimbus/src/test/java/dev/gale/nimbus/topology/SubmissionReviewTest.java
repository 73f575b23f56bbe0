package dev.gale.nimbus.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gale.Config;
import dev.gale.generated.StormTopology;
import dev.gale.nimbus.schedule.Executor;
import dev.gale.nimbus.schedule.Resources;
import dev.gale.nimbus.testing.Topologies;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.Submission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionReviewTest {
    private final SubmissionReview review = new SubmissionReview(
            Map.of("topology.workers", 3, "topology.priority", 7), SubmissionCheck.NONE, () -> "secret");

    @Test
    void shouldPutItsOwnSettingsBelowTheTopologys() throws InvalidSubmission {
        Submission accepted =
                review.accept(Topologies.submission("clicks", Map.of("topology.workers", 2), null), Optional.of("r-1"));

        assertThat(accepted.conf()).containsEntry("topology.workers", 2L).containsEntry("topology.priority", 7L);
        assertThat(TopologyShape.of(accepted).requestId()).contains("r-1");
        assertThat(TopologyShape.of(accepted).workers()).isEqualTo(2);
    }

    @Test
    void shouldWriteDownTheNumberOfTasks() throws InvalidSubmission {
        StormTopology topology = Topologies.wordCount();
        topology.get_bolts().get("count").get_common().get_conf().put("topology.tasks", 9L);
        Submission submission =
                new Submission("clicks", Map.of("topology.max.task.parallelism", 8), topology, null, null);

        Submission accepted = review.accept(submission, Optional.empty());

        TopologyShape shape = TopologyShape.of(accepted);
        assertThat(shape.components().get("count")).isEqualTo(new ComponentTasks("count", false, 1, 8, 4));
        assertThat(shape.components().get("words")).isEqualTo(new ComponentTasks("words", true, 9, 2, 2));
        assertThat(accepted.topology().get_bolts().get("count").get_common().get_conf())
                .containsEntry("topology.tasks", 8L);
        assertThat(topology.get_bolts().get("count").get_common().get_conf()).containsEntry("topology.tasks", 9L);
        assertThat(shape.executors(Map.of("count", 3, "words", 1)))
                .containsExactly(
                        new Executor("count", 1, 3),
                        new Executor("count", 4, 6),
                        new Executor("count", 7, 8),
                        new Executor("words", 9, 10));
    }

    @Test
    void shouldCountTheBoltsOfMetricsConsumers() throws InvalidSubmission {
        Map<String, Object> conf = Map.of(
                "topology.metrics.consumer.register",
                List.of(Map.of("class", "com.acme.A", "parallelism.hint", 2), Map.of("class", "com.acme.A")));

        TopologyShape shape =
                TopologyShape.of(review.accept(Topologies.submission("clicks", conf, null), Optional.empty()));

        assertThat(shape.components().keySet())
                .containsExactly("__metrics_com.acme.A", "__metrics_com.acme.A#2", "count", "words");
        assertThat(shape.components().get("words").firstTask()).isEqualTo(8);
    }

    @Test
    void shouldAskForResourcesOnlyWhereTheyAreAskedFor() throws InvalidSubmission {
        StormTopology topology = Topologies.wordCount();
        topology.get_bolts()
                .get("count")
                .get_common()
                .get_conf()
                .put("topology.component.resources.onheap.memory.mb", 100.5);

        TopologyShape shape = TopologyShape.of(
                review.accept(new Submission("clicks", Map.of(), topology, null, null), Optional.empty()));

        assertThat(shape.resources()).isEqualTo(Map.of("count", new Resources(101, 0, 0)));
    }

    @Test
    void shouldNameAllThatIsWrongWithStructureAndSettings() {
        StormTopology topology = Topologies.wordCount();
        topology.get_bolts().get("count").get_common().set_parallelism_hint(-1);
        topology.get_bolts().get("count").get_common().get_conf().put("topology.task", 1L);

        assertThatExceptionOfType(InvalidSubmission.class)
                .isThrownBy(() -> review.accept(
                        new Submission("clicks", Map.of("topology.workers", "two"), topology, null, null),
                        Optional.empty()))
                .withMessageContaining("parallelism hint of -1")
                .withMessageContaining("component count: unknown setting topology.task; did you mean topology.tasks?")
                .withMessageContaining("topology.workers=two");
    }

    @Test
    void shouldRefuseWhatCanNotBeNumberedOrAssigned() {
        for (int hint : new int[] {40_000, 2_000_000, Integer.MAX_VALUE}) {
            StormTopology topology = Topologies.wordCount();
            topology.get_bolts().get("count").get_common().set_parallelism_hint(hint);

            assertThatExceptionOfType(InvalidSubmission.class)
                    .isThrownBy(() ->
                            review.accept(new Submission("clicks", Map.of(), topology, null, null), Optional.empty()))
                    .withMessageContaining("lower the parallelism");
        }
    }

    @Test
    void shouldAskTheCheckThatItWasGiven() {
        SubmissionReview strict =
                new SubmissionReview(Map.of(), submission -> List.of("the worker can't have it"), () -> "secret");

        assertThatExceptionOfType(InvalidSubmission.class)
                .isThrownBy(() -> strict.accept(Topologies.submission("clicks"), Optional.empty()))
                .withMessageContaining("the worker can't have it");
    }

    @Test
    void shouldGiveATopologyThatBringsNoSecretOne() throws InvalidSubmission {
        String key = Config.STORM_ZOOKEEPER_TOPOLOGY_AUTH_PAYLOAD;
        StormTopology topology = Topologies.wordCount();

        Submission without = review.accept(new Submission("t", Map.of(), topology, null, null), Optional.empty());
        Submission with =
                review.accept(new Submission("t", Map.of(key, "own"), topology, null, null), Optional.empty());

        assertThat(without.conf()).containsEntry(key, "secret");
        assertThat(with.conf()).containsEntry(key, "own");
    }
}
