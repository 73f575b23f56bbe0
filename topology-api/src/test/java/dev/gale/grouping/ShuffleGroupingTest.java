package dev.gale.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.WordTopology;
import dev.gale.tuple.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShuffleGroupingTest {
    private final List<Integer> targets = List.of(1, 2, 3, 4, 5, 6, 7);

    @Test
    void shouldUseEachTaskOnceARoundWhenChoosing() {
        // given
        ShuffleGrouping grouping = prepared(new ShuffleGrouping(), targets);

        // when
        List<Integer> firstRound = choose(grouping, 7);
        List<Integer> secondRound = choose(grouping, 7);

        // then
        assertThat(firstRound).containsExactlyInAnyOrderElementsOf(targets);
        assertThat(secondRound).isEqualTo(firstRound);
    }

    @Test
    void shouldRepeatTheOrderWhenTheGeneratorIsGiven() {
        // when
        List<Integer> order = choose(prepared(new ShuffleGrouping(new Random(11)), targets), 7);
        List<Integer> again = choose(prepared(new ShuffleGrouping(new Random(11)), targets), 7);
        List<Integer> other = choose(prepared(new ShuffleGrouping(new Random(12)), targets), 7);

        // then
        assertThat(again).isEqualTo(order);
        assertThat(other).isNotEqualTo(order);
    }

    @Test
    void shouldChooseNobodyWhenThereAreNoTargets() {
        // given
        ShuffleGrouping grouping = prepared(new ShuffleGrouping(), Collections.emptyList());

        // when / then
        assertThat(grouping.chooseTasks(4, new Values("a", 1))).isEmpty();
    }

    private static ShuffleGrouping prepared(ShuffleGrouping grouping, List<Integer> targets) {
        grouping.prepare(new WordTopology().worker(), new GlobalStreamId("words", "default"), targets);
        return grouping;
    }

    private static List<Integer> choose(ShuffleGrouping grouping, int times) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            chosen.addAll(grouping.chooseTasks(4, new Values("a", 1)));
        }
        return chosen;
    }
}
