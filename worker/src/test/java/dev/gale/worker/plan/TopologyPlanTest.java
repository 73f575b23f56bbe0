package dev.gale.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.Config;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.topology.IRichSpout;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.utils.Utils;
import dev.gale.worker.Declaring;
import java.nio.ReadOnlyBufferException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyPlanTest {
    private final TopologyBuilder builder = new TopologyBuilder();
    private final Map<String, Object> conf = new LinkedHashMap<>();

    private TopologyPlan plan() throws InvalidTopologyException {
        return TopologyPlan.of("words", "words-1-17", conf, builder.createTopology());
    }

    private String refusal() {
        Throwable[] refused = new Throwable[1];
        assertThatThrownBy(() -> {
                    try {
                        plan();
                    } catch (InvalidTopologyException e) {
                        refused[0] = e;
                        throw e;
                    }
                })
                .isInstanceOf(InvalidTopologyException.class);
        return refused[0].getMessage();
    }

    /** spout words (2) -> bolt split (3) -> bolt count (4) */
    private void wordCount() {
        builder.setSpout("words", Declaring.spout("sentence"), 2);
        builder.setBolt("split", Declaring.bolt("word"), 3).shuffleGrouping("words");
        builder.setBolt("count", Declaring.bolt(), 4).fieldsGrouping("split", new Fields("word"));
    }

    // --- tasks ---

    @Test
    void shouldNumberTasksFromOneInTheOrderOfComponentsWhenLaidOut() throws Exception {
        // given
        wordCount();

        // when
        TopologyPlan plan = plan();

        // then: ordered by id, not by declaration
        assertThat(plan.components()).extracting(ComponentPlan::id).containsExactly("count", "split", "words");
        assertThat(plan.component("count").taskIds()).containsExactly(1, 2, 3, 4);
        assertThat(plan.component("split").taskIds()).containsExactly(5, 6, 7);
        assertThat(plan.component("words").taskIds()).containsExactly(8, 9);
        assertThat(plan.taskToComponent())
                .hasSize(9)
                .containsEntry(1, "count")
                .containsEntry(5, "split")
                .containsEntry(9, "words");
        assertThat(plan.componentToTasks())
                .isEqualTo(Map.of("count", List.of(1, 2, 3, 4), "split", List.of(5, 6, 7), "words", List.of(8, 9)));
    }

    @Test
    void shouldGiveTheSamePlanWhenTheSubmissionIsTheSame() throws Exception {
        // given
        wordCount();

        // then
        assertThat(plan().executors()).usingRecursiveComparison().isEqualTo(plan().executors());
        assertThat(plan().streamList()).isEqualTo(plan().streamList());
    }

    @Test
    void shouldGiveEachExecutorOneTaskWhenNothingElseIsSaid() throws Exception {
        // given
        wordCount();

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.executors()).extracting(ExecutorPlan::tasks).containsOnly(1);
        assertThat(plan.executors()).extracting(ExecutorPlan::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(plan.executors()).extracting(ExecutorPlan::firstTask).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(plan.executorOf(6).name()).isEqualTo("split-6");
        assertThat(plan.executorOf(10)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"3, 3, '1,1,1'", "3, 7, '3,2,2'", "3, 8, '3,3,2'", "4, 10, '3,3,2,2'", "5, 3, '1,1,1'", "1, 4, '4'"})
    void shouldShareTasksEvenlyWhenThereAreMoreThanExecutors(int executors, int tasks, String shares) throws Exception {
        // given
        builder.setSpout("words", Declaring.spout("sentence"), executors).setNumTasks(tasks);

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.executors()).extracting(e -> String.valueOf(e.tasks())).isEqualTo(List.of(shares.split(",")));
        assertThat(plan.component("words").executors()).isEqualTo(shares.split(",").length);
        int next = 1;
        for (ExecutorPlan executor : plan.executors()) {
            for (int task : executor.taskIds()) {
                assertThat(task).isEqualTo(next++);
                assertThat(plan.executorOf(task)).isSameAs(executor);
            }
        }
        assertThat(next).isEqualTo(tasks + 1);
    }

    @Test
    void shouldCapTasksAndExecutorsWhenTheTopologySaysSo() throws Exception {
        // given
        wordCount();
        conf.put(Config.TOPOLOGY_MAX_TASK_PARALLELISM, 2L);

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.components()).extracting(ComponentPlan::tasks).containsExactly(2, 2, 2);
        assertThat(plan.components()).extracting(ComponentPlan::executors).containsExactly(2, 2, 2);
    }

    @Test
    void shouldCapAComponentWhenItsConfigurationSaysSo() throws Exception {
        // given
        builder.setSpout("words", Declaring.spout("sentence"), 5).setMaxTaskParallelism(3);
        builder.setBolt("split", Declaring.bolt("word"), 5)
                .setNumTasks(20)
                .setMaxTaskParallelism(10)
                .shuffleGrouping("words");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.component("words").tasks()).isEqualTo(3);
        assertThat(plan.component("words").executors()).isEqualTo(3);
        assertThat(plan.component("split").tasks()).isEqualTo(10);
        assertThat(plan.component("split").executors()).isEqualTo(5);
    }

    @Test
    void shouldTakeTheTopologysNumberOfTasksWhenAComponentHasNone() throws Exception {
        // given
        builder.setSpout("words", Declaring.spout("sentence"), 2);
        conf.put(Config.TOPOLOGY_TASKS, 6L);

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.component("words").tasks()).isEqualTo(6);
        assertThat(plan.component("words").executors()).isEqualTo(2);
    }

    // --- workers and owners ---

    @Test
    void shouldSpreadEveryComponentWhenThereAreSeveralWorkers() throws Exception {
        // given
        wordCount();
        conf.put(Config.TOPOLOGY_WORKERS, 3L);

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.workers()).isEqualTo(3);
        for (ComponentPlan component : plan.components()) {
            Set<Integer> workers = new HashSet<>();
            component
                    .taskIds()
                    .forEach(task -> workers.add(plan.executorOf(task).worker()));
            assertThat(workers).as(component.id()).hasSize(Math.min(3, component.executors()));
        }
        for (int worker = 0; worker < 3; worker++) {
            int each = worker;
            assertThat(plan.executors().stream().filter(e -> e.worker() == each).count())
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldUseNoMoreWorkersThanExecutorsWhenMoreAreAskedFor() throws Exception {
        // given
        builder.setSpout("words", Declaring.spout("sentence"), 2);
        conf.put(Config.TOPOLOGY_WORKERS, 5L);

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.workers()).isEqualTo(2);
        assertThat(plan.executors()).extracting(ExecutorPlan::worker).containsExactly(0, 1);
    }

    @Test
    void shouldNumberSpoutExecutorsAsOwnersWhenThereAreSeveralSpouts() throws Exception {
        // given
        builder.setSpout("a", Declaring.spout("x"), 2);
        builder.setBolt("b", Declaring.bolt(), 2).shuffleGrouping("a").shuffleGrouping("c");
        builder.setSpout("c", Declaring.spout("x"), 1);

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.executors()).extracting(ExecutorPlan::owner).containsExactly(1, 2, 0, 0, 3);
        assertThat(plan.owners()).isEqualTo(3);
    }

    // --- configuration ---

    @Test
    void shouldKnowItsNameAndIdWhenLaidOut() throws Exception {
        // given
        wordCount();
        conf.put("my.key", "mine");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.name()).isEqualTo("words");
        assertThat(plan.id()).isEqualTo("words-1-17");
        assertThat(plan.conf())
                .containsEntry(Config.TOPOLOGY_NAME, "words")
                .containsEntry(Config.STORM_ID, "words-1-17")
                .containsEntry("my.key", "mine");
        assertThat(conf).doesNotContainKey(Config.TOPOLOGY_NAME);
        assertThatThrownBy(() -> plan.conf().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldOverrideTheTopologysSettingsWhenAComponentSetsItsOwn() throws Exception {
        // given
        conf.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, 100L);
        conf.put("shared", "topology");
        builder.setSpout("words", Declaring.spout("sentence"))
                .addConfiguration(Config.TOPOLOGY_MAX_SPOUT_PENDING, 5)
                .addConfiguration("shared", "words")
                .addConfiguration("own", true);
        builder.setBolt("split", Declaring.bolt()).shuffleGrouping("words");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.component("words").conf())
                .containsEntry(Config.TOPOLOGY_MAX_SPOUT_PENDING, 5L)
                .containsEntry("shared", "words")
                .containsEntry("own", true)
                .containsEntry(Config.TOPOLOGY_NAME, "words");
        assertThat(plan.component("split").conf())
                .containsEntry(Config.TOPOLOGY_MAX_SPOUT_PENDING, 100L)
                .containsEntry("shared", "topology")
                .doesNotContainKey("own");
        assertThat(plan.conf()).containsEntry("shared", "topology").doesNotContainKey("own");
        assertThatThrownBy(() -> plan.component("words").conf().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldIgnoreAComponentsSettingWhenItIsTheTopologysAlone() throws Exception {
        // given
        conf.put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 7L);
        builder.setSpout("words", Declaring.spout("sentence"))
                .addConfiguration(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 99)
                .addConfiguration(Config.TOPOLOGY_WORKERS, 4)
                .addConfiguration(Config.TOPOLOGY_PRIORITY, 3);

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.component("words").conf())
                .containsEntry(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 7L)
                .doesNotContainKeys(Config.TOPOLOGY_WORKERS, Config.TOPOLOGY_PRIORITY);
        assertThat(plan.workers()).isEqualTo(1);
    }

    @Test
    void shouldUniteRegistrationsWhenComponentsHaveSome() throws Exception {
        // given
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of("a.A", Map.of("b.B", "b.S")));
        conf.put(Config.TOPOLOGY_KRYO_DECORATORS, List.of("d.One"));
        wordCount();
        StormTopology topology = builder.createTopology();
        confOfSpout(topology, "words").put(Config.TOPOLOGY_KRYO_REGISTER, List.of("a.A", "c.C"));
        confOfSpout(topology, "words").put(Config.TOPOLOGY_KRYO_DECORATORS, List.of("d.Two"));
        topology.get_bolts()
                .get("split")
                .get_common()
                .get_conf()
                .put(Config.TOPOLOGY_KRYO_REGISTER, List.of("e.E", "c.C"));

        // when
        TopologyPlan plan = TopologyPlan.of("words", "words-1", conf, topology);

        // then: each once, the topology's first, the same everywhere
        List<Object> all = List.of("a.A", Map.of("b.B", "b.S"), "c.C", "e.E");
        assertThat(plan.conf().get(Config.TOPOLOGY_KRYO_REGISTER)).isEqualTo(all);
        assertThat(plan.component("words").conf().get(Config.TOPOLOGY_KRYO_REGISTER))
                .isEqualTo(all);
        assertThat(plan.component("split").conf().get(Config.TOPOLOGY_KRYO_REGISTER))
                .isEqualTo(all);
        assertThat(plan.conf().get(Config.TOPOLOGY_KRYO_DECORATORS)).isEqualTo(List.of("d.One", "d.Two"));
        assertThat(conf.get(Config.TOPOLOGY_KRYO_REGISTER)).isEqualTo(List.of("a.A", Map.of("b.B", "b.S")));
    }

    @Test
    void shouldRegisterWhatAComponentNamesWhenTheTopologyNamesNothing() throws Exception {
        // given
        wordCount();
        StormTopology topology = builder.createTopology();
        confOfSpout(topology, "words").put(Config.TOPOLOGY_KRYO_REGISTER, List.of("c.C"));

        // when
        TopologyPlan plan = TopologyPlan.of("words", "words-1", conf, topology);

        // then
        assertThat(plan.conf().get(Config.TOPOLOGY_KRYO_REGISTER)).isEqualTo(List.of("c.C"));
    }

    /** What the spout's getComponentConfiguration has returned; the builder's declarers refuse registrations. */
    private static Map<String, Object> confOfSpout(StormTopology topology, String spout) {
        return topology.get_spouts().get(spout).get_common().get_conf();
    }

    // --- streams and user code ---

    @Test
    void shouldNumberEveryStreamOnceWhenLaidOut() throws Exception {
        // given
        builder.setSpout("words", Declaring.spout("sentence"));
        builder.setBolt(
                        "split",
                        Declaring.boltWith(Map.of("default", new Fields("word"), "errors", new Fields("reason"))))
                .shuffleGrouping("words");

        // when
        TopologyPlan plan = plan();

        // then
        assertThat(plan.streamList())
                .contains(
                        new GlobalStreamId("words", "default"),
                        new GlobalStreamId("split", "default"),
                        new GlobalStreamId("split", "errors"),
                        new GlobalStreamId("split", "__system"),
                        new GlobalStreamId("__system", "__tick"))
                .doesNotHaveDuplicates()
                .hasSize(plan.streams());
        for (int i = 0; i < plan.streams(); i++) {
            GlobalStreamId stream = plan.streamList().get(i);
            assertThat(plan.streamIndex(stream.get_componentId(), stream.get_streamId()))
                    .isEqualTo(i);
        }
    }

    @Test
    void shouldKnowTheFieldsOfEveryStreamWhenLaidOut() throws Exception {
        // given
        wordCount();

        // when
        Map<String, Map<String, Fields>> fields = plan().componentToStreamToFields();

        // then
        assertThat(fields.get("words").get("default").toList()).containsExactly("sentence");
        assertThat(fields.get("split").get("default").toList()).containsExactly("word");
        assertThat(fields.get("count")).doesNotContainKey("default");
        assertThat(fields.get("count").get("__system").toList()).containsExactly("event");
        assertThat(fields.get("__system").get("__tick").toList()).containsExactly("rate_secs");
        assertThat(fields.keySet()).containsExactlyInAnyOrder("words", "split", "count", "__system");
    }

    @Test
    void shouldKeepTheUsersObjectWhenLaidOut() throws Exception {
        // given
        wordCount();

        // when
        ComponentPlan words = plan().component("words");

        // then
        assertThat(words.spout()).isTrue();
        assertThat(Utils.javaDeserialize(Utils.toByteArray(words.serialized().duplicate()), Object.class))
                .isInstanceOf(IRichSpout.class);
        assertThatThrownBy(() -> words.serialized().put(0, (byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(plan().component("count").inputs().keySet()).containsExactly(new GlobalStreamId("split", "default"));
        assertThat(plan().component("nobody")).isNull();
    }

    // --- refusals ---

    @Test
    void shouldNameEverySettingWhenSeveralAreWrong() {
        // given
        wordCount();
        builder.setBolt("more", Declaring.bolt())
                .shuffleGrouping("words")
                .addConfiguration(Config.TOPOLOGY_MAX_SPOUT_PENDING, "lots")
                .addConfiguration("topology.max.spuot.pending", 5);
        conf.put(Config.TOPOLOGY_WORKERS, 0L);
        conf.put(Config.TOPOLOGY_DEBUG, "perhaps");
        conf.put("topology.wrokers", 2L);

        // then
        assertThat(refusal())
                .contains("configuration of topology words is not valid")
                .contains("topology.workers=0")
                .contains("topology.debug=perhaps")
                .contains("unknown setting topology.wrokers; did you mean topology.workers?")
                .contains("component more: topology.max.spout.pending=lots")
                .contains("component more: unknown setting topology.max.spuot.pending; did you mean"
                        + " topology.max.spout.pending?");
    }

    @Test
    void shouldRefuseASettingWhenItIsOutOfRange() {
        // given
        wordCount();
        conf.put(Config.TOPOLOGY_WORKERS, 10_001L);

        // then
        assertThat(refusal())
                .contains("topology.workers=10001 (Long) must be a whole number of workers, from 1 to 10000");
    }

    @Test
    void shouldNameTheStructureAndTheSettingsWhenBothAreWrong() {
        // given
        builder.setSpout("words", Declaring.spout("sentence"));
        builder.setBolt("split", Declaring.bolt()).shuffleGrouping("wrods");
        builder.setBolt("count", Declaring.bolt()).fieldsGrouping("words", new Fields("wrod"));
        conf.put(Config.TOPOLOGY_WORKERS, 0L);

        // then
        assertThat(refusal())
                .contains("[split] subscribes from non-existent component [wrods]")
                .contains("did you mean [words]?")
                .contains("[count]")
                .contains("[wrod]")
                .contains("topology.workers=0");
    }

    @Test
    void shouldRefuseWhenThereIsNoSpout() {
        // given
        builder.setBolt("split", Declaring.bolt());

        // then
        assertThat(refusal()).contains("no spout");
    }

    @Test
    void shouldLookAtTheMergedSettingsWhenTwoBelongTogether() throws Exception {
        // given: legal only with the topology's, longer than the default
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS, 60_000L);
        builder.setSpout("words", Declaring.spout("sentence"))
                .addConfiguration(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 20_000L);

        // then
        assertThat(plan().component("words").conf())
                .containsEntry(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 20_000L);
    }

    @Test
    void shouldNameTheComponentWhenItContradictsTheTopology() {
        // given
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 10L);
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS, 50L);
        builder.setSpout("words", Declaring.spout("sentence"))
                .addConfiguration(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 100L);

        // then
        assertThat(refusal())
                .contains("component words: topology.executor.restart.backoff.min.millis=100 must not be more than"
                        + " topology.executor.restart.backoff.max.millis=50");
    }

    @Test
    void shouldNameNoComponentWhenTheTopologyContradictsItself() {
        // given
        wordCount();
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 100L);
        conf.put(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS, 50L);

        // then: said once, where it is to be changed
        assertThat(refusal())
                .contains("not valid: topology.executor.restart.backoff.min.millis=100 must not be more than")
                .doesNotContain("component ");
    }

    @Test
    void shouldRefuseAComponentWhenItHasNoCommonPart() {
        // given
        StormTopology topology = new StormTopology();
        topology.put_to_spouts("words", new SpoutSpec());

        // then
        assertThatThrownBy(() -> TopologyPlan.of("words", "words-1", new HashMap<>(), topology))
                .isInstanceOf(InvalidTopologyException.class)
                .hasMessageContaining("[words] has no ComponentCommon");
    }

    // --- who stands next to whom ---

    private List<String> neighbours() throws InvalidTopologyException {
        return plan().neighbours().stream().map(ExecutorPlan::name).toList();
    }

    @Test
    void shouldPutExecutorsTogetherInTheDirectionOfTheFlowWhenTheyMayShareAThread() throws Exception {
        // given: the names' order is another
        builder.setSpout("z", Declaring.spout("n"), 2);
        builder.setBolt("m", Declaring.bolt("n"), 3).shuffleGrouping("z");
        builder.setBolt("a", Declaring.bolt(), 2).shuffleGrouping("m");

        // then
        assertThat(neighbours()).containsExactly("z-6", "m-3", "a-1", "z-7", "m-4", "a-2", "m-5");
    }

    @Test
    void shouldListEveryExecutorOnceWhenBoltsGoRoundOrHaveNoSource() throws Exception {
        // given
        builder.setSpout("spout", Declaring.spout("n"), 3);
        builder.setBolt("loop", Declaring.bolt("n"), 2).shuffleGrouping("spout").shuffleGrouping("back");
        builder.setBolt("back", Declaring.bolt("n"), 2).shuffleGrouping("loop");
        builder.setBolt("alone", Declaring.bolt("n"), 2);

        // then
        assertThat(neighbours())
                .containsExactly(
                        "spout-7", "loop-5", "back-3", "alone-1", "spout-8", "loop-6", "back-4", "alone-2", "spout-9");
    }

    @Test
    void shouldCountHopsByTheShortestWayWhenThereAreSeveral() throws Exception {
        // given
        builder.setSpout("spout", Declaring.spout("n"));
        builder.setBolt("c", Declaring.bolt("n")).shuffleGrouping("spout");
        builder.setBolt("b", Declaring.bolt("n")).shuffleGrouping("c");
        builder.setBolt("a", Declaring.bolt("n")).shuffleGrouping("b").shuffleGrouping("spout");

        // then: a takes the spout's tuples too
        assertThat(neighbours()).containsExactly("spout-4", "a-1", "c-3", "b-2");
    }

    @Test
    void shouldRefuseAComponentWhenItsParallelismIsZero() {
        // given
        wordCount();
        StormTopology topology = builder.createTopology();
        topology.get_bolts().get("count").get_common().set_parallelism_hint(0);

        // then: no task could ever take a tuple
        assertThatThrownBy(() -> TopologyPlan.of("words", "words-1", new HashMap<>(), topology))
                .isInstanceOf(InvalidTopologyException.class)
                .hasMessageContaining("count");
    }

    @Test
    void shouldPutTheNthExecutorsTogetherWhenTasksAreSharedUnevenly() throws Exception {
        // given
        builder.setSpout("s", Declaring.spout("n"), 4).setNumTasks(10);
        builder.setBolt("b", Declaring.bolt(), 4).shuffleGrouping("s");

        // then
        assertThat(neighbours()).containsExactly("s-5", "b-1", "s-8", "b-2", "s-11", "b-3", "s-13", "b-4");
    }
}
