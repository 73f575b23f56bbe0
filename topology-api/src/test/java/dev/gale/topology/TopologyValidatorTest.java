package dev.gale.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.NullStruct;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.generated.StreamInfo;
import dev.gale.topology.Components.Count;
import dev.gale.topology.Components.Print;
import dev.gale.topology.Components.Words;
import dev.gale.tuple.Fields;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopologyValidatorTest {
    private final TopologyBuilder builder = new TopologyBuilder();

    @BeforeEach
    void addSpout() {
        builder.setSpout("words", new Words());
    }

    @Test
    void shouldAcceptTopologyWhenAllReferencesAreRight() {
        builder.setBolt("count", new Count())
                .fieldsGrouping("words", new Fields("word"))
                .globalGrouping("words", "errors");
        builder.setBolt("print", new Print()).shuffleGrouping("count");
        assertValid(builder.createTopology());
    }

    @Test
    void shouldAcceptCycleWhenBoltsFeedEachOther() {
        builder.setBolt("one", new Count()).shuffleGrouping("words").shuffleGrouping("two");
        builder.setBolt("two", new Count()).shuffleGrouping("one");
        assertValid(builder.createTopology());
    }

    @Test
    void shouldAcceptDirectGroupingWhenStreamIsNotDeclaredDirect() {
        builder.setBolt("print", new Print()).directGrouping("words");
        assertValid(builder.createTopology());
    }

    @Test
    void shouldAcceptSystemStreamsWhenSubscribedTo() {
        builder.setBolt("count", new Count()).fieldsGrouping("words", "__system", new Fields("event"));
        builder.setBolt("print", new Print()).shuffleGrouping("count", "__metrics");
        assertValid(builder.createTopology());
    }

    @Test
    void shouldRefuseSystemStreamWhenComponentLacksIt() {
        builder.setBolt("print", new Print()).shuffleGrouping("words", "__ack_ack");
        assertThat(problem(builder.createTopology()))
                .startsWith("Component: [print] subscribes from non-existent stream: [__ack_ack] of component [words]");
    }

    @Test
    void shouldRefuseTopologyWhenThereIsNoSpout() {
        assertThat(problem(new TopologyBuilder().createTopology())).contains("no spout");
    }

    @Test
    void shouldSuggestNearestComponentWhenSourceIsUnknown() {
        builder.setBolt("count", new Count()).shuffleGrouping("wrods");
        assertThat(problem(builder.createTopology()))
                .startsWith("Component: [count] subscribes from non-existent component [wrods]")
                .contains("did you mean [words]?");
    }

    @Test
    void shouldListComponentsWhenSourceIsUnknownAndNoneIsNear() {
        builder.setBolt("count", new Count()).shuffleGrouping("kafka-orders");
        assertThat(problem(builder.createTopology()))
                .startsWith("Component: [count] subscribes from non-existent component [kafka-orders]")
                .contains("[words, count]")
                .doesNotContain("did you mean");
    }

    @Test
    void shouldSuggestNearestStreamWhenStreamIsUnknown() {
        builder.setBolt("count", new Count()).shuffleGrouping("words", "error");
        assertThat(problem(builder.createTopology()))
                .startsWith("Component: [count] subscribes from non-existent stream: [error] of component [words]")
                .contains("did you mean [errors]?")
                .contains("[default, errors]")
                .doesNotContain("__");
    }

    @Test
    void shouldSayThatThereAreNoStreamsWhenSourceEmitsNothing() {
        builder.setBolt("print", new Print()).shuffleGrouping("words");
        builder.setBolt("count", new Count()).shuffleGrouping("print");
        assertThat(problem(builder.createTopology()))
                .startsWith("Component: [count] subscribes from non-existent stream: [default] of component [print]")
                .contains("there are no streams");
    }

    @Test
    void shouldSuggestNearestFieldWhenFieldIsUnknown() {
        builder.setBolt("count", new Count()).fieldsGrouping("words", new Fields("length", "wrd"));
        assertThat(problem(builder.createTopology()))
                .startsWith("Component: [count] subscribes from stream: [default] of component [words]"
                        + " with non-existent fields: [wrd]")
                .contains("did you mean [word]?");
    }

    @Test
    void shouldRefuseFieldWhenItBelongsToAnotherStreamOfTheSource() {
        builder.setBolt("count", new Count()).fieldsGrouping("words", "errors", new Fields("word"));
        assertThat(problem(builder.createTopology()))
                .startsWith("Component: [count] subscribes from stream: [errors] of component [words]"
                        + " with non-existent fields: [word]")
                .contains("existing fields are [message]");
    }

    @Test
    void shouldRefuseFieldsGroupingWhenFieldIsNamedTwice() {
        builder.setBolt("count", new Count())
                .grouping(new GlobalStreamId("words", "default"), Grouping.fields(List.of("word", "word")));
        assertThat(problem(builder.createTopology()))
                .startsWith("Component: [count] subscribes from stream: [default] of component [words]"
                        + " with duplicate fields: [word, word]");
    }

    @Test
    void shouldRefuseSubscriptionWhenGroupingIsMissing() {
        builder.setBolt("count", new Count());
        StormTopology topology = builder.createTopology();
        topology.get_bolts().get("count").get_common().get_inputs().put(new GlobalStreamId("words", "default"), null);
        assertThat(problem(topology))
                .isEqualTo("Component: [count] subscribes from stream: [default] of component [words]"
                        + " without a grouping; set one");
    }

    @Test
    void shouldRefuseIdWhenSpoutAndBoltShareIt() {
        builder.setBolt("count", new Count()).shuffleGrouping("words");
        StormTopology topology = builder.createTopology();
        topology.put_to_bolts("words", bolt());
        assertThat(problem(topology)).startsWith("Duplicate component ids: [words]");
    }

    @Test
    void shouldRefuseIdsWhenReservedOrEmpty() {
        StormTopology topology = builder.createTopology();
        topology.put_to_bolts("__mine", bolt());
        topology.put_to_bolts("", bolt());
        assertThat(problem(topology))
                .contains("__mine is not a valid component id.")
                .contains("\"\" is not a valid component id.");
    }

    @Test
    void shouldRefuseStreamWhenIdIsReserved() {
        StormTopology topology = builder.createTopology();
        topology.get_spouts()
                .get("words")
                .get_common()
                .get_streams()
                .put("__mine", new StreamInfo(List.of("a"), false));
        assertThat(problem(topology))
                .startsWith("__mine is not a valid stream id.")
                .contains("component [words]");
    }

    @Test
    void shouldRefuseSpoutWhenItHasInputs() {
        StormTopology topology = builder.createTopology();
        topology.get_spouts()
                .get("words")
                .get_common()
                .get_inputs()
                .put(new GlobalStreamId("count", "default"), Grouping.shuffle(new NullStruct()));
        assertThat(problem(topology))
                .startsWith("May not declare inputs for a spout")
                .contains("[words]")
                .contains("count/default");
    }

    @Test
    void shouldRefuseComponentWhenItHasTasksButNoExecutors() {
        builder.setBolt("count", new Count()).setNumTasks(2);
        StormTopology topology = builder.createTopology();
        topology.get_bolts().get("count").get_common().set_parallelism_hint(0);
        assertThat(problem(topology))
                .startsWith("Number of executors must be greater than 0 when number of tasks is greater than 0")
                .contains("component [count] has 0 executors and 2 tasks");
    }

    @Test
    void shouldAcceptComponentWhenItHasNeitherTasksNorExecutors() {
        builder.setBolt("count", new Count()).setNumTasks(0);
        StormTopology topology = builder.createTopology();
        topology.get_bolts().get("count").get_common().set_parallelism_hint(0);
        assertValid(topology);
    }

    @Test
    void shouldCountOneExecutorWhenParallelismIsNotSet() {
        builder.setBolt("count", new Count()).setNumTasks(2);
        StormTopology topology = builder.createTopology();
        topology.get_bolts().get("count").get_common().unset_parallelism_hint();
        assertValid(topology);
    }

    @Test
    void shouldRefuseTasksWhenNotWholeNumber() {
        builder.setBolt("count", new Count()).addConfiguration("topology.tasks", "four");
        builder.setBolt("print", new Print()).addConfiguration("topology.max.task.parallelism", 0);
        assertThat(problem(builder.createTopology()))
                .contains("Component: [count] has topology.tasks=four, expected a whole number, 0 or more")
                .contains("Component: [print] has topology.max.task.parallelism=0");
    }

    @Test
    void shouldNoteThatExecutorsAreCappedWhenThereAreFewerTasks() {
        builder.setBolt("count", new Count(), 4).setNumTasks(2);
        builder.setBolt("print", new Print(), 2).setNumTasks(2);
        StormTopology topology = builder.createTopology();
        assertValid(topology);
        assertThat(TopologyValidator.notes(topology))
                .singleElement()
                .satisfies(note -> assertThat(note).contains("[count] asks for 4 executors but has 2 tasks"));
    }

    @Test
    void shouldNameComponentWhenItsCommonPartIsMissing() {
        StormTopology topology = builder.createTopology();
        topology.put_to_spouts("half", new SpoutSpec(ComponentObject.serialized_java(new byte[0]), null));
        assertThat(problem(topology)).startsWith("Component: [half] has no ComponentCommon");
    }

    @Test
    void shouldReportAllProblemsTogetherWhenThereAreSeveral() {
        builder.setBolt("count", new Count())
                .shuffleGrouping("wrods")
                .shuffleGrouping("words", "error")
                .fieldsGrouping("words", new Fields("wrd"));
        builder.setBolt("print", new Print()).shuffleGrouping("cuont");
        assertThat(problem(builder.createTopology()))
                .startsWith("The topology has 4 problems:\n  - ")
                .containsSubsequence(
                        "[count] subscribes from non-existent component [wrods]",
                        "[count] subscribes from non-existent stream: [error]",
                        "with non-existent fields: [wrd]",
                        "[print] subscribes from non-existent component [cuont]");
    }

    private static Bolt bolt() {
        return new Bolt(ComponentObject.serialized_java(new byte[0]), new ComponentCommon());
    }

    private static void assertValid(StormTopology topology) {
        assertThatCode(() -> TopologyValidator.validate(topology)).doesNotThrowAnyException();
    }

    private static String problem(StormTopology topology) {
        InvalidTopologyException e =
                catchThrowableOfType(InvalidTopologyException.class, () -> TopologyValidator.validate(topology));
        assertThat(e).as("exception").isNotNull();
        return e.getMessage();
    }
}
