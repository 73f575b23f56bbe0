package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.NullStruct;
import dev.gale.generated.StormTopology;
import dev.gale.generated.StreamInfo;
import dev.gale.testing.TestPlannerBolt;
import dev.gale.testing.TestPlannerSpout;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.utils.Utils;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValidationTest {
    private final LocalCluster cluster = ClusterKind.DETERMINISTIC.start();

    @AfterEach
    void closeCluster() {
        cluster.close();
    }

    private static TopologyBuilder source() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", new TestPlannerSpout(new Fields("word")), 3);
        return builder;
    }

    private void shouldBeRefused(StormTopology topology, String message) {
        assertThatExceptionOfType(InvalidTopologyException.class)
                .isThrownBy(() -> cluster.submitTopology("refused", new Config(), topology))
                .withMessageContaining(message);
        assertThat(cluster.getTopologySummaries()).isEmpty();
    }

    private void shouldBeRefused(Consumer<TopologyBuilder> addition, String message) {
        TopologyBuilder builder = source();
        addition.accept(builder);
        shouldBeRefused(builder.createTopology(), message);
    }

    @Test
    void shouldAcceptATopologyThatBreaksNoRule() throws Exception {
        TopologyBuilder builder = source();
        builder.setBolt("bolt", new TestPlannerBolt(), 4).fieldsGrouping("source", new Fields("word"));

        cluster.submitTopology("fine", new Config(), builder.createTopology());
        cluster.waitForIdle();

        assertThat(cluster.getTopologySummaryByName("fine").get_num_tasks()).isEqualTo(7);
    }

    @Test
    void shouldRefuseATopologyWithoutSpout() {
        shouldBeRefused(new StormTopology(), "has no spout");
    }

    @Test
    void shouldRefuseASubscriptionToAComponentThatDoesNotExist() {
        shouldBeRefused(
                builder -> builder.setBolt("bolt", new TestPlannerBolt()).shuffleGrouping("sauce"),
                "Component: [bolt] subscribes from non-existent component [sauce]");
    }

    @Test
    void shouldRefuseASubscriptionToAStreamThatDoesNotExist() {
        shouldBeRefused(
                builder -> builder.setBolt("bolt", new TestPlannerBolt()).shuffleGrouping("source", "side"),
                "Component: [bolt] subscribes from non-existent stream: [side] of component [source]");
    }

    @Test
    void shouldRefuseAGroupingByFieldsThatDoNotExist() {
        shouldBeRefused(
                builder -> builder.setBolt("bolt", new TestPlannerBolt())
                        .fieldsGrouping("source", new Fields("word", "sord")),
                "with non-existent fields: [sord]");
    }

    @Test
    void shouldRefuseASpoutWithInputs() {
        StormTopology topology = source().createTopology();
        topology.get_spouts()
                .get("source")
                .get_common()
                .get_inputs()
                .put(new GlobalStreamId("source", Utils.DEFAULT_STREAM_ID), Grouping.shuffle(new NullStruct()));

        shouldBeRefused(topology, "May not declare inputs for a spout");
    }

    @Test
    void shouldRefuseASpoutAndABoltOfTheSameId() {
        StormTopology topology = source().createTopology();
        topology.put_to_bolts("source", bolt(new ComponentCommon()));

        shouldBeRefused(topology, "Duplicate component ids: [source]");
    }

    @Test
    void shouldRefuseIdsOfTheSystem() {
        StormTopology topology = source().createTopology();
        ComponentCommon common = new ComponentCommon();
        common.get_streams().put("__mine", new StreamInfo(List.of("x"), false));
        topology.put_to_bolts("__bolt", bolt(common));

        shouldBeRefused(topology, "__bolt is not a valid component id.");
        shouldBeRefused(topology, "__mine is not a valid stream id.");
    }

    @Test
    void shouldRefuseTasksWithoutExecutors() {
        StormTopology topology = source().createTopology();
        topology.get_spouts().get("source").get_common().set_parallelism_hint(0);
        topology.get_spouts().get("source").get_common().get_conf().put(Config.TOPOLOGY_TASKS, 1L);

        shouldBeRefused(topology, "Number of executors must be greater than 0 when number of tasks is greater than 0");
    }

    @Test
    void shouldRefuseASecondTopologyOfTheSameName() throws Exception {
        cluster.submitTopology("name", new Config(), source().createTopology());

        assertThatExceptionOfType(AlreadyAliveException.class)
                .isThrownBy(() -> cluster.submitTopology("name", new Config(), source().createTopology()))
                .withMessageContaining("name");
    }

    private static Bolt bolt(ComponentCommon common) {
        return new Bolt(ComponentObject.serialized_java(Utils.javaSerialize(new TestPlannerBolt())), common);
    }
}
