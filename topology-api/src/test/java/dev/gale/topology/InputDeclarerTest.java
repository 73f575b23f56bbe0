package dev.gale.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.NullStruct;
import dev.gale.grouping.CustomStreamGrouping;
import dev.gale.grouping.PartialKeyGrouping;
import dev.gale.task.WorkerTopologyContext;
import dev.gale.topology.Components.Connection;
import dev.gale.topology.Components.Count;
import dev.gale.tuple.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputDeclarerTest {
    private static final Grouping SHUFFLE = Grouping.shuffle(new NullStruct());

    private final TopologyBuilder builder = new TopologyBuilder();
    private final BoltDeclarer bolt = builder.setBolt("bolt", new Count());

    @Test
    void shouldStoreEachGroupingWhenDeclaredOnDefaultStream() {
        // when
        bolt.fieldsGrouping("a", new Fields("x", "y"))
                .globalGrouping("b")
                .shuffleGrouping("c")
                .localOrShuffleGrouping("d")
                .noneGrouping("e")
                .allGrouping("f")
                .directGrouping("g");

        // then
        NullStruct nothing = new NullStruct();
        assertThat(inputs())
                .containsExactly(
                        Map.entry(stream("a", "default"), Grouping.fields(List.of("x", "y"))),
                        Map.entry(stream("b", "default"), Grouping.fields(List.of())),
                        Map.entry(stream("c", "default"), SHUFFLE),
                        Map.entry(stream("d", "default"), Grouping.local_or_shuffle(nothing)),
                        Map.entry(stream("e", "default"), Grouping.none(nothing)),
                        Map.entry(stream("f", "default"), Grouping.all(nothing)),
                        Map.entry(stream("g", "default"), Grouping.direct(nothing)));
    }

    @Test
    void shouldStoreEachGroupingWhenDeclaredOnNamedStream() {
        // when
        bolt.fieldsGrouping("a", "1", new Fields("x"))
                .globalGrouping("a", "2")
                .shuffleGrouping("a", "3")
                .localOrShuffleGrouping("a", "4")
                .noneGrouping("a", "5")
                .allGrouping("a", "6")
                .directGrouping("a", "7")
                .grouping(stream("a", "8"), SHUFFLE);

        // then
        NullStruct nothing = new NullStruct();
        assertThat(inputs())
                .containsExactly(
                        Map.entry(stream("a", "1"), Grouping.fields(List.of("x"))),
                        Map.entry(stream("a", "2"), Grouping.fields(List.of())),
                        Map.entry(stream("a", "3"), SHUFFLE),
                        Map.entry(stream("a", "4"), Grouping.local_or_shuffle(nothing)),
                        Map.entry(stream("a", "5"), Grouping.none(nothing)),
                        Map.entry(stream("a", "6"), Grouping.all(nothing)),
                        Map.entry(stream("a", "7"), Grouping.direct(nothing)),
                        Map.entry(stream("a", "8"), SHUFFLE));
    }

    @Test
    void shouldSerializeGroupingObjectWhenCustom() throws Exception {
        // when
        bolt.customGrouping("a", new ToTask(3)).customGrouping("a", "s", new ToTask(4));

        // then
        assertThat(custom("a", "default"))
                .isInstanceOfSatisfying(
                        ToTask.class, grouping -> assertThat(grouping.target).isEqualTo(3));
        assertThat(custom("a", "s"))
                .isInstanceOfSatisfying(
                        ToTask.class, grouping -> assertThat(grouping.target).isEqualTo(4));
    }

    @Test
    void shouldStoreCustomGroupingWhenPartialKey() throws Exception {
        // when
        bolt.partialKeyGrouping("a", new Fields("x")).partialKeyGrouping("a", "s", null);

        // then
        assertThat(custom("a", "default")).isInstanceOf(PartialKeyGrouping.class);
        assertThat(custom("a", "s")).isInstanceOf(PartialKeyGrouping.class);
    }

    @Test
    void shouldRefuseSecondGroupingWhenStreamIsSubscribedAlready() {
        // given
        bolt.shuffleGrouping("words", "errors").shuffleGrouping("words");

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bolt.allGrouping("words", "errors"))
                .withMessageContaining("Bolt 'bolt' (" + Count.class.getName() + ")")
                .withMessageContaining("component words")
                .withMessageContaining("stream errors");
        assertThat(inputs()).containsEntry(stream("words", "errors"), SHUFFLE).hasSize(2);
    }

    @Test
    void shouldPointToGlobalGroupingWhenFieldsAreMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bolt.fieldsGrouping("words", new Fields()))
                .withMessageContaining("Bolt 'bolt'")
                .withMessageContaining("component words")
                .withMessageContaining("globalGrouping");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bolt.fieldsGrouping("words", "s", null))
                .withMessageContaining("globalGrouping");
        assertThat(inputs()).isEmpty();
    }

    @Test
    void shouldRefuseSubscriptionWhenItIsIncomplete() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bolt.shuffleGrouping(null))
                .withMessageContaining("found component null, stream default");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bolt.shuffleGrouping("words", null))
                .withMessageContaining("found component words, stream null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bolt.grouping(null, SHUFFLE))
                .withMessageContaining("Bolt 'bolt'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bolt.grouping(stream("words", "s"), null))
                .withMessageContaining("component words, stream s can't be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bolt.customGrouping("words", null))
                .withMessageContaining("component words, stream default can't be null");
    }

    @Test
    void shouldNameGroupingWhenItCannotBeSerialized() {
        assertThatIllegalStateException()
                .isThrownBy(() -> bolt.customGrouping("words", new ToTask(new Connection())))
                .withMessageContaining(ToTask.class.getName())
                .withMessageContaining("Bolt 'bolt'")
                .withMessageContaining("component words")
                .withMessageContaining(Connection.class.getName());
    }

    private Map<GlobalStreamId, Grouping> inputs() {
        return builder.createTopology().get_bolts().get("bolt").get_common().get_inputs();
    }

    private Object custom(String component, String stream) throws Exception {
        return Components.deserialize(inputs().get(stream(component, stream)).get_custom_serialized());
    }

    private static GlobalStreamId stream(String component, String stream) {
        return new GlobalStreamId(component, stream);
    }

    private static final class ToTask implements CustomStreamGrouping {
        private final Object target;

        ToTask(Object target) {
            this.target = target;
        }

        @Override
        public void prepare(WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks) {}

        @Override
        public List<Integer> chooseTasks(int taskId, List<Object> values) {
            return List.of((Integer) target);
        }
    }
}
