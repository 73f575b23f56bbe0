package dev.gale.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.grouping.CustomStreamGrouping;
import dev.gale.grouping.PartialKeyGrouping;
import dev.gale.task.WorkerTopologyContext;
import dev.gale.topology.IRichBolt;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.worker.Declaring;
import dev.gale.worker.plan.Fusion.Edge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a subscription is, or isn't, a call. */
class FusionTest {
    private final TopologyBuilder builder = new TopologyBuilder();
    private final Map<String, Object> conf = new LinkedHashMap<>();

    private static IRichBolt bolt() {
        return Declaring.bolt("x");
    }

    private void spout(String id, int executors) {
        builder.setSpout(id, Declaring.spout("x"), executors);
    }

    private TopologyPlan plan() throws InvalidTopologyException {
        return TopologyPlan.of("fused", "fused-1-17", conf, builder.createTopology());
    }

    /** The groups with more than one member, by the names of their executors. */
    private List<List<String>> groups() throws InvalidTopologyException {
        return plan().fusion().groups().stream()
                .filter(group -> group.size() > 1)
                .map(group -> group.stream().map(ExecutorPlan::name).toList())
                .toList();
    }

    private String whyNot(String from, String to) throws InvalidTopologyException {
        List<Edge> edges = plan().fusion().edges().stream()
                .filter(edge -> edge.stream().equals(new GlobalStreamId(from, "default"))
                        && edge.to().equals(to))
                .toList();
        assertThat(edges).hasSize(1);
        assertThat(edges.get(0).isFused()).isEqualTo(edges.get(0).whyNot() == null);
        return edges.get(0).whyNot();
    }

    // --- what is fused ---

    @Test
    void shouldFuseARowOfSingleExecutors() throws Exception {
        // given
        spout("words", 1);
        builder.setBolt("split", bolt()).shuffleGrouping("words");
        builder.setBolt("count", bolt()).shuffleGrouping("split");

        // then: in the direction of the flow, whatever the order of the ids
        assertThat(groups()).containsExactly(List.of("words-3", "split-2", "count-1"));
        assertThat(whyNot("words", "split")).isNull();
        assertThat(whyNot("split", "count")).isNull();
        TopologyPlan plan = plan();
        assertThat(plan.fusion().isFused(plan.component("words"), plan.component("count")))
                .isTrue();
        assertThat(plan.fusion().isFused(plan.executorOf(1), plan.executorOf(1)))
                .isFalse();
    }

    @Test
    void shouldTellEverySubscriptionInTheDirectionOfTheFlow() throws Exception {
        // given
        spout("z", 1);
        builder.setBolt("m", bolt()).shuffleGrouping("z");
        builder.setBolt("a", bolt()).shuffleGrouping("m").shuffleGrouping("z");

        // then
        assertThat(plan().fusion().edges())
                .extracting(edge -> edge.stream().get_componentId() + ">" + edge.to())
                .containsExactly("z>m", "m>a", "z>a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shuffle", "none", "all", "global", "local"})
    void shouldFuseWhateverTheGroupingWhenThereIsOneReceiver(String grouping) throws Exception {
        // given
        spout("words", 1);
        var sink = builder.setBolt("sink", bolt());
        switch (grouping) {
            case "shuffle" -> sink.shuffleGrouping("words");
            case "none" -> sink.noneGrouping("words");
            case "all" -> sink.allGrouping("words");
            case "global" -> sink.globalGrouping("words");
            default -> sink.localOrShuffleGrouping("words");
        }

        // then
        assertThat(whyNot("words", "sink")).isNull();
    }

    @Test
    void shouldFuseADiamondWhenAllOfItHangsOnOneExecutor() throws Exception {
        // given
        spout("words", 1);
        builder.setBolt("left", bolt()).shuffleGrouping("words");
        builder.setBolt("right", bolt()).shuffleGrouping("words");
        builder.setBolt("sink", bolt()).shuffleGrouping("left").shuffleGrouping("right");

        // then
        assertThat(groups()).hasSize(1);
        assertThat(groups().get(0)).containsExactlyInAnyOrder("words-4", "left-1", "right-2", "sink-3");
        assertThat(plan().fusion().edges()).allMatch(Edge::isFused);
    }

    @Test
    void shouldFuseSeveralBoltsBehindOneSpout() throws Exception {
        // given
        spout("words", 1);
        builder.setBolt("a", bolt()).shuffleGrouping("words");
        builder.setBolt("b", bolt()).shuffleGrouping("words");

        // then
        assertThat(groups()).containsExactly(List.of("words-3", "a-1", "b-2"));
    }

    @Test
    void shouldPairExecutorsWhenTheGroupingIsLocalOrShuffle() throws Exception {
        // given: five tasks a component on two executors
        builder.setSpout("words", Declaring.spout("x"), 2).setNumTasks(5);
        builder.setBolt("split", bolt(), 2).setNumTasks(3).localOrShuffleGrouping("words");

        // then
        assertThat(groups()).containsExactlyInAnyOrder(List.of("words-4", "split-1"), List.of("words-7", "split-3"));
        assertThat(whyNot("words", "split")).isNull();
    }

    @Test
    void shouldPairWithinWorkersWhenThereAreSeveral() throws Exception {
        // given
        conf.put(Config.TOPOLOGY_WORKERS, 2L);
        spout("words", 4);
        builder.setBolt("split", bolt(), 4).localOrShuffleGrouping("words");

        // then
        TopologyPlan plan = plan();
        assertThat(plan.fusion().groups()).hasSize(4).allSatisfy(group -> {
            assertThat(group).hasSize(2);
            assertThat(group.get(0).worker()).isEqualTo(group.get(1).worker());
        });
    }

    @Test
    void shouldFuseABoltsRowThatBeginsBehindAQueue() throws Exception {
        // given
        spout("words", 2);
        builder.setBolt("count", bolt()).fieldsGrouping("words", new Fields("x"));
        builder.setBolt("sink", bolt()).shuffleGrouping("count");

        // then
        assertThat(groups()).containsExactly(List.of("count-1", "sink-2"));
    }

    @Test
    void shouldFuseAMetricsConsumerWhenTheWholeTopologyIsOneGroup() throws Exception {
        // given
        Config registering = new Config();
        registering.registerMetricsConsumer(Object.class, 1);
        conf.putAll(registering);
        spout("words", 1);
        builder.setBolt("sink", bolt()).shuffleGrouping("words");

        // then: its sources are all in that group
        assertThat(groups()).containsExactly(List.of("words-3", "sink-2", "__metrics_java.lang.Object-1"));
        assertThat(plan().fusion().edges()).hasSize(3).allMatch(Edge::isFused);
    }

    // --- what is not, and why ---

    @Test
    void shouldNotFuseAMetricsConsumerOfSeveralGroups() throws Exception {
        // given
        Config registering = new Config();
        registering.registerMetricsConsumer(Object.class, 1);
        conf.putAll(registering);
        spout("a", 1);
        spout("b", 1);

        // then: and the topology's own streams are no worse off for it
        assertThat(groups()).isEmpty();
        assertThat(plan().fusion().edges())
                .hasSize(2)
                .allMatch(edge -> edge.stream().get_streamId().equals("__metrics"))
                .allMatch(edge ->
                        "its inputs come from executors that are not fused with each other".equals(edge.whyNot()));
    }

    @Test
    void shouldNotFuseABoltOfTwoSpouts() throws Exception {
        // given
        spout("a", 1);
        spout("b", 1);
        builder.setBolt("sink", bolt()).shuffleGrouping("a").shuffleGrouping("b");

        // then
        assertThat(groups()).isEmpty();
        assertThat(whyNot("a", "sink")).isEqualTo("its inputs come from executors that are not fused with each other");
        assertThat(whyNot("b", "sink")).isEqualTo("its inputs come from executors that are not fused with each other");
    }

    @Test
    void shouldNotFuseADiamondWhoseOneSideIsApart() throws Exception {
        // given
        spout("words", 1);
        builder.setBolt("left", bolt()).shuffleGrouping("words");
        builder.setBolt("right", bolt()).fieldsGrouping("words", new Fields("x"));
        builder.setBolt("sink", bolt()).shuffleGrouping("left").shuffleGrouping("right");

        // then
        assertThat(groups()).containsExactly(List.of("words-4", "left-1"));
        assertThat(whyNot("left", "sink")).contains("not fused with each other");
    }

    @Test
    void shouldNameTheInputThatKeepsTheOthersApart() throws Exception {
        // given
        spout("words", 1);
        builder.setBolt("left", bolt()).shuffleGrouping("words");
        builder.setBolt("sink", bolt()).shuffleGrouping("left").fieldsGrouping("words", new Fields("x"));

        // then
        assertThat(whyNot("words", "sink"))
                .isEqualTo("behind a fields grouping there is state, and work for another core");
        assertThat(whyNot("left", "sink")).isEqualTo("another input of sink does");
    }

    @Test
    void shouldNotFuseUnequalNumbersOfExecutors() throws Exception {
        // given
        spout("words", 1);
        builder.setBolt("split", bolt(), 3).shuffleGrouping("words");
        builder.setBolt("join", bolt()).localOrShuffleGrouping("split");

        // then
        assertThat(whyNot("words", "split")).isEqualTo("words has 1 executor and split 3 executors");
        assertThat(whyNot("split", "join")).isEqualTo("split has 3 executors and join 1 executor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shuffle", "none", "all", "global"})
    void shouldNotPairExecutorsWhenTheGroupingMayPickAnother(String grouping) throws Exception {
        // given
        spout("words", 2);
        var sink = builder.setBolt("sink", bolt(), 2);
        String why = switch (grouping) {
            case "shuffle" -> {
                sink.shuffleGrouping("words");
                yield "its grouping spreads evenly over 2 executors";
            }
            case "none" -> {
                sink.noneGrouping("words");
                yield "its grouping spreads evenly over 2 executors";
            }
            case "all" -> {
                sink.allGrouping("words");
                yield "its grouping sends to all of 2 executors";
            }
            default -> {
                sink.globalGrouping("words");
                yield "its grouping is global";
            }
        };

        // then
        assertThat(whyNot("words", "sink")).isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldNotFuseBehindAFieldsGrouping(int executors) throws Exception {
        // given
        spout("words", executors);
        builder.setBolt("count", bolt(), executors).fieldsGrouping("words", new Fields("x"));

        // then
        assertThat(whyNot("words", "count"))
                .isEqualTo("behind a fields grouping there is state, and work for another core");
    }

    @Test
    void shouldNotFuseDirectAndCustomGroupings() throws Exception {
        // given
        spout("words", 1);
        builder.setBolt("direct", bolt()).directGrouping("words");
        builder.setBolt("custom", bolt()).customGrouping("words", new First());
        builder.setBolt("partial", bolt()).customGrouping("words", new PartialKeyGrouping(new Fields("x")));

        // then
        assertThat(groups()).isEmpty();
        assertThat(whyNot("words", "direct")).isEqualTo("its grouping is direct");
        assertThat(whyNot("words", "custom")).isEqualTo("its grouping is the user's own");
        assertThat(whyNot("words", "partial")).isEqualTo("its grouping is the user's own");
    }

    private static final class First implements CustomStreamGrouping {
        private List<Integer> targets;

        @Override
        public void prepare(WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks) {
            targets = List.of(targetTasks.get(0));
        }

        @Override
        public List<Integer> chooseTasks(int taskId, List<Object> values) {
            return targets;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "sink"})
    void shouldNotFuseWhatHasThreadsOfItsOwn(String dedicated) throws Exception {
        // given
        var words = builder.setSpout("words", Declaring.spout("x"));
        var sink = builder.setBolt("sink", bolt()).shuffleGrouping("words");
        if (dedicated.equals("words")) {
            words.addConfiguration(Config.TOPOLOGY_SCHEDULING, "dedicated");
        } else {
            sink.addConfiguration(Config.TOPOLOGY_SCHEDULING, "dedicated");
        }

        // then
        assertThat(whyNot("words", "sink"))
                .isEqualTo(dedicated + " has threads of its own (topology.scheduling=dedicated)");
    }

    @Test
    void shouldNotFuseAnythingWhenTheTopologySaysSo() throws Exception {
        // given
        conf.put(Config.TOPOLOGY_FUSION, false);
        spout("words", 1);
        builder.setBolt("split", bolt()).shuffleGrouping("words");
        builder.setBolt("sink", bolt()).shuffleGrouping("split");

        // then
        assertThat(groups()).isEmpty();
        assertThat(whyNot("words", "split")).isEqualTo("topology.fusion is false");
        assertThat(whyNot("split", "sink")).isEqualTo("topology.fusion is false");
    }

    @Test
    void shouldLeaveOneBoltAloneWhenItSaysSo() throws Exception {
        // given
        spout("words", 1);
        builder.setBolt("split", bolt()).shuffleGrouping("words");
        builder.setBolt("slow", bolt())
                .addConfiguration(Config.TOPOLOGY_FUSION, false)
                .shuffleGrouping("split");
        builder.setBolt("sink", bolt()).shuffleGrouping("slow");

        // then: what comes behind it may be fused with it
        assertThat(whyNot("split", "slow")).isEqualTo("topology.fusion is false");
        assertThat(groups()).containsExactlyInAnyOrder(List.of("words-4", "split-3"), List.of("slow-2", "sink-1"));
    }

    @Test
    void shouldFuseOneBoltWhenOnlyThatOneSaysSo() throws Exception {
        // given
        conf.put(Config.TOPOLOGY_FUSION, false);
        spout("words", 1);
        builder.setBolt("split", bolt())
                .addConfiguration(Config.TOPOLOGY_FUSION, true)
                .shuffleGrouping("words");
        builder.setBolt("sink", bolt()).shuffleGrouping("split");

        // then
        assertThat(groups()).containsExactly(List.of("words-3", "split-2"));
    }

    @Test
    void shouldNotFuseWhatGoesRound() throws Exception {
        // given
        spout("words", 1);
        builder.setBolt("a", bolt()).shuffleGrouping("words").shuffleGrouping("b");
        builder.setBolt("b", bolt()).shuffleGrouping("a");
        builder.setBolt("self", bolt()).shuffleGrouping("words").shuffleGrouping("self");

        // then
        assertThat(groups()).isEmpty();
        assertThat(whyNot("a", "b")).isEqualTo("tuples can come back from b to a");
        assertThat(whyNot("b", "a")).isEqualTo("tuples can come back from a to b");
        assertThat(whyNot("self", "self")).isEqualTo("tuples can come back from self to self");
        assertThat(whyNot("words", "a")).isEqualTo("another input of a does");
    }

    @Test
    void shouldNotFuseWhenEverythingIsSerialized() throws Exception {
        // given
        conf.put(Config.TOPOLOGY_TESTING_ALWAYS_TRY_SERIALIZE, true);
        spout("words", 1);
        builder.setBolt("sink", bolt()).shuffleGrouping("words");

        // then
        assertThat(whyNot("words", "sink")).isEqualTo("topology.testing.always.try.serialize is true");
    }

    @Test
    void shouldNotFuseAcrossWorkers() throws Exception {
        // given
        conf.put(Config.TOPOLOGY_WORKERS, 2L);
        spout("words", 1);
        builder.setBolt("sink", bolt()).localOrShuffleGrouping("words");

        // then
        assertThat(groups()).isEmpty();
        assertThat(whyNot("words", "sink")).isEqualTo("words and sink are spread over the workers in another way");
    }

    @Test
    void shouldCutARowThatIsTooLong() throws Exception {
        // given: a spout and 39 bolts
        spout("b00", 1);
        for (int i = 1; i < 40; i++) {
            builder.setBolt(id(i), bolt()).shuffleGrouping(id(i - 1));
        }

        // then
        assertThat(groups()).extracting(List::size).containsExactlyInAnyOrder(Fusion.MOST_IN_A_ROW, 8);
        assertThat(whyNot("b30", "b31")).isNull();
        assertThat(whyNot("b31", "b32")).isEqualTo("more than 32 would call each other in a row");
        assertThat(whyNot("b32", "b33")).isNull();
    }

    @Test
    void shouldCountTheLongestWayWhenARowIsCut() throws Exception {
        // given: a bolt at the end of a row of 32 that gets something from its beginning too
        spout("b00", 1);
        for (int i = 1; i < 32; i++) {
            builder.setBolt(id(i), bolt()).shuffleGrouping(id(i - 1));
        }
        builder.setBolt("last", bolt()).shuffleGrouping("b31").shuffleGrouping("b00");

        // then
        assertThat(whyNot("b00", "last")).isEqualTo("more than 32 would call each other in a row");
        assertThat(whyNot("b31", "last")).isEqualTo("more than 32 would call each other in a row");
    }

    private static String id(int number) {
        return number < 10 ? "b0" + number : "b" + number;
    }
}
