package dev.gale.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.worker.Declaring;
import dev.gale.worker.config.TopologySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Map<String, Object> conf = new HashMap<>();
    private final TopologyBuilder builder = new TopologyBuilder();

    private Fusion laidOutFor(int threads) throws Exception {
        return TopologyPlan.of("lanes", "lanes-1-17", conf, builder.createTopology(), threads)
                .fusion();
    }

    /** Names of the members of each group, those of one that are alone too. */
    private static List<List<String>> groups(Fusion fusion) {
        return fusion.groups().stream()
                .map(group -> group.stream().map(ExecutorPlan::name).toList())
                .toList();
    }

    /** Tasks: count 1 and 2, source 3, split 4 and 5. */
    private void words() {
        builder.setSpout("source", Declaring.spout("word"));
        builder.setBolt("split", Declaring.bolt("word"), 2).shuffleGrouping("source");
        builder.setBolt("count", Declaring.bolt("word"), 2).fieldsGrouping("split", new Fields("word"));
    }

    @Test
    void shouldPutALaneTogetherWhenThereIsOneForEachThread() throws Exception {
        // given
        words();

        // when
        Fusion fusion = laidOutFor(2);

        // then: callers before those whom they call
        assertThat(groups(fusion))
                .containsExactlyInAnyOrder(List.of("source-3", "split-4", "count-1"), List.of("split-5", "count-2"));
        assertThat(fusion.edges())
                .hasSize(2)
                .allMatch(edge -> edge.inLanes() && !edge.isFused() && edge.whyNot() != null);
    }

    @Test
    void shouldCallWithinTheLaneOnly() throws Exception {
        // given
        words();

        // when
        TopologyPlan plan = TopologyPlan.of("lanes", "lanes-1-17", conf, builder.createTopology(), 2);

        // then
        Fusion fusion = plan.fusion();
        assertThat(fusion.isCall(plan.executorOf(4), plan.executorOf(1))).isTrue();
        assertThat(fusion.isCall(plan.executorOf(4), plan.executorOf(2))).isFalse();
        assertThat(fusion.isCall(plan.executorOf(3), plan.executorOf(5))).isFalse();
        // Nothing goes from source to count.
        assertThat(fusion.isCall(plan.executorOf(3), plan.executorOf(1))).isFalse();
        assertThat(fusion.isCall(plan.executorOf(1), plan.executorOf(4))).isFalse();
        // Each gets input from other lanes too.
        assertThat(fusion.isFused(plan.executorOf(4), plan.executorOf(1))).isFalse();
    }

    @Test
    void shouldLeaveTheWorkToQueuesWhenThereAreMoreThreadsThanLanes() throws Exception {
        // given
        words();

        // when
        Fusion fusion = laidOutFor(3);

        // then
        assertThat(groups(fusion)).hasSize(5).allMatch(group -> group.size() == 1);
        assertThat(fusion.edges()).noneMatch(Fusion.Edge::inLanes);
    }

    @Test
    void shouldLeaveTheWorkToQueuesWhenOneLaneHasMostOfIt() throws Exception {
        // given: the second lane is one executor of the last bolt
        builder.setSpout("source", Declaring.spout("word"));
        builder.setBolt("count", Declaring.bolt("word")).fieldsGrouping("source", new Fields("word"));
        builder.setBolt("join", Declaring.bolt("word")).fieldsGrouping("count", new Fields("word"));
        builder.setBolt("write", Declaring.bolt("word"), 2).shuffleGrouping("join");

        // when
        Fusion fusion = laidOutFor(2);

        // then
        assertThat(fusion.edges()).noneMatch(Fusion.Edge::inLanes);
    }

    @Test
    void shouldCallEverythingWhenThereIsOneThread() throws Exception {
        // given
        builder.setSpout("source", Declaring.spout("word"));
        builder.setBolt("count", Declaring.bolt("word")).fieldsGrouping("source", new Fields("word"));

        // then
        assertThat(groups(laidOutFor(1))).containsExactly(List.of("source-2", "count-1"));
    }

    @Test
    void shouldKeepApartWhatDoesNotSendToEachOther() throws Exception {
        // given
        for (String name : List.of("a", "b")) {
            builder.setSpout(name + "-source", Declaring.spout("word"), 2);
            builder.setBolt(name + "-sink", Declaring.bolt("word"), 2).shuffleGrouping(name + "-source");
        }

        // then
        assertThat(groups(laidOutFor(2)))
                .containsExactlyInAnyOrder(
                        List.of("a-source-3", "a-sink-1"),
                        List.of("a-source-4", "a-sink-2"),
                        List.of("b-source-7", "b-sink-5"),
                        List.of("b-source-8", "b-sink-6"));
    }

    @Test
    void shouldNotCallAcrossACircle() throws Exception {
        // given: what loop sends comes back to step
        builder.setSpout("source", Declaring.spout("word"), 2);
        builder.setBolt("step", Declaring.bolt("word"), 2)
                .shuffleGrouping("source")
                .shuffleGrouping("loop");
        builder.setBolt("loop", Declaring.bolt("word"), 2).shuffleGrouping("step");

        // when
        TopologyPlan plan = TopologyPlan.of("lanes", "lanes-1-17", conf, builder.createTopology(), 2);

        // then
        for (ExecutorPlan from : plan.executors()) {
            for (ExecutorPlan to : plan.executors()) {
                if (plan.closesCycle(from.component().id(), to.component().id())) {
                    assertThat(plan.fusion().isCall(from, to)).isFalse();
                }
            }
        }
        assertThat(plan.fusion().edges())
                .filteredOn(Fusion.Edge::inLanes)
                .extracting(edge -> edge.stream().get_componentId())
                .containsExactly("source");
    }

    @Test
    void shouldLeaveOutWhoeverDoesNotWantToBeCalled() throws Exception {
        // given
        words();
        builder.setBolt("log", Declaring.bolt("word"), 2)
                .shuffleGrouping("count")
                .addConfiguration(TopologySettings.FUSION.key(), false);

        // then
        assertThat(groups(laidOutFor(2))).contains(List.of("log-3"), List.of("log-4"));
    }

    @Test
    void shouldLayOutEachWorkerForItself() throws Exception {
        // given: one lane in each worker
        conf.put(Config.TOPOLOGY_WORKERS, 2L);
        words();

        // then
        assertThat(laidOutFor(2).edges()).noneMatch(Fusion.Edge::inLanes);
        assertThat(groups(laidOutFor(1))).allSatisfy(group -> assertThat(group).hasSizeGreaterThanOrEqualTo(2));
    }
}
