package dev.gale.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gale.generated.GlobalStreamId;
import dev.gale.grouping.PartialKeyGrouping.BalancedTargetSelector;
import dev.gale.grouping.PartialKeyGrouping.RandomTwoTaskAssignmentCreator;
import dev.gale.task.WordTopology;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class PartialKeyGroupingTest {
    private final List<Integer> targets = List.of(11, 12, 13, 14, 15, 16);

    @Test
    void shouldSpreadEvenlyOverTwoTasksWhenAllKeysAreEqual() {
        // given
        PartialKeyGrouping grouping = prepared(new PartialKeyGrouping());

        // when
        Map<Integer, Integer> counts = count(grouping, 1000, i -> new Values("hot", i));

        // then
        assertThat(counts).hasSize(2).allSatisfy((task, count) -> {
            assertThat(targets).contains(task);
            assertThat(count).isEqualTo(500);
        });
    }

    @Test
    void shouldChooseTheSameTwoTasksWhenTheEmitterIsAnother() {
        // when
        var one = count(prepared(new PartialKeyGrouping(new Fields("word"))), 10, i -> new Values("key", i));
        var other = count(prepared(new PartialKeyGrouping(new Fields("word"))), 10, i -> new Values("key", -i));

        // then
        assertThat(other).isEqualTo(one);
    }

    @Test
    void shouldUseAllTasksWhenThereAreManyKeys() {
        // given
        PartialKeyGrouping grouping = prepared(new PartialKeyGrouping(new Fields("word")));

        // when
        Map<Integer, Integer> counts = count(grouping, 6000, i -> new Values("key" + i, 1));

        // then
        assertThat(counts)
                .hasSize(6)
                .allSatisfy((task, count) -> assertThat(count).isBetween(900, 1100));
    }

    @Test
    void shouldFollowTheNamedFieldWhenItIsNotTheFirst() {
        // given
        PartialKeyGrouping grouping = prepared(new PartialKeyGrouping(new Fields("weight")));

        // when
        Map<Integer, Integer> counts = count(grouping, 1000, i -> new Values("word" + i, "fixed"));

        // then
        assertThat(counts).hasSize(2);
    }

    @Test
    void shouldTreatKeysAsEqualWhenTheirArraysHaveEqualContent() {
        // given
        PartialKeyGrouping grouping = prepared(new PartialKeyGrouping(new Fields("word", "weight")));

        // when
        Map<Integer, Integer> counts =
                count(grouping, 1000, i -> new Values(new byte[] {1, 2}, Arrays.asList(new long[] {3}, null, "x")));

        // then
        assertThat(counts).hasSize(2);
    }

    @Test
    void shouldStillChooseWhenTheKeyIsNullOrMissing() {
        assertThat(prepared(new PartialKeyGrouping()).chooseTasks(4, Arrays.asList(null, 1)))
                .hasSize(1);
        assertThat(prepared(new PartialKeyGrouping()).chooseTasks(4, List.of())).hasSize(1);
        assertThat(prepared(new PartialKeyGrouping(new Fields("word"))).chooseTasks(4, Arrays.asList(null, 1)))
                .hasSize(1);
    }

    @Test
    void shouldNameTheFieldWhenTheStreamLacksIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepared(new PartialKeyGrouping(new Fields("wort"))))
                .withMessage("wort does not exist; the fields are [word, weight]");
    }

    @Test
    void shouldChooseTwoDifferentTasksWhenThereAreTwo() {
        // given
        RandomTwoTaskAssignmentCreator creator = new RandomTwoTaskAssignmentCreator();

        for (byte key = 0; key < 100; key++) {
            // when
            int[] assignment = creator.createAssignment(List.of(1, 2), new byte[] {key});

            // then
            assertThat(assignment).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void shouldChooseTheOnlyTaskWhenThereIsOne() {
        assertThat(new RandomTwoTaskAssignmentCreator().createAssignment(List.of(9), new byte[] {1}))
                .containsOnly(9);
    }

    @Test
    void shouldTakeTheLessUsedTaskWhenSelecting() {
        // given
        BalancedTargetSelector selector = new BalancedTargetSelector();

        // when / then
        assertThat(selector.chooseTask(new int[] {1, 2})).isEqualTo(1);
        assertThat(selector.chooseTask(new int[] {1, 3})).isEqualTo(3);
        assertThat(selector.chooseTask(new int[] {3, 1, 2})).isEqualTo(2);
        assertThat(selector.chooseTask(new int[] {3, 1})).isEqualTo(3);
    }

    @Test
    void shouldWorkWhenItTravelledWithTheTopology() throws Exception {
        // given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new PartialKeyGrouping(new Fields("word")));
        }

        // when
        PartialKeyGrouping copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = prepared((PartialKeyGrouping) in.readObject());
        }

        // then
        assertThat(copy.chooseTasks(4, new Values("key", 1)))
                .isEqualTo(prepared(new PartialKeyGrouping(new Fields("word"))).chooseTasks(4, new Values("key", 1)));
    }

    private PartialKeyGrouping prepared(PartialKeyGrouping grouping) {
        grouping.prepare(new WordTopology().worker(), new GlobalStreamId("words", "default"), targets);
        return grouping;
    }

    private static Map<Integer, Integer> count(PartialKeyGrouping grouping, int tuples, IntFunction<Values> valuesOf) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int i = 0; i < tuples; i++) {
            for (int task : grouping.chooseTasks(4, valuesOf.apply(i))) {
                counts.merge(task, 1, Integer::sum);
            }
        }
        return counts;
    }
}
