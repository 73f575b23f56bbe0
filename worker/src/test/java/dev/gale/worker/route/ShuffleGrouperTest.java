package dev.gale.worker.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.random.SplitMix64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleGrouperTest {
    private static List<Integer> choose(Grouper grouper, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> grouper.choose(List.of("same")))
                .toList();
    }

    @Test
    void shouldUseEveryTaskOnceARoundWhenChoosing() {
        // given
        Grouper grouper = new ShuffleGrouper(new int[] {0, 1, 2, 3, 4}, new SplitMix64(1));

        // when
        List<Integer> first = choose(grouper, 5);
        List<Integer> second = choose(grouper, 5);

        // then: even to the tuple
        assertThat(first).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldBeginElsewhereWhenTheGeneratorDiffers() {
        // given: many senders must not all begin with the same receiver
        Set<Integer> firsts = new HashSet<>();

        // when
        for (int seed = 0; seed < 100; seed++) {
            firsts.addAll(choose(new ShuffleGrouper(new int[] {0, 1, 2, 3, 4}, new SplitMix64(seed)), 1));
        }

        // then
        assertThat(firsts).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void shouldShuffleEveryOrderAboutEquallyOftenWhenSeedsDiffer() {
        // given
        int[] orders = new int[6];

        // when
        for (int seed = 0; seed < 6_000; seed++) {
            List<Integer> order = choose(new ShuffleGrouper(new int[] {0, 1, 2}, new SplitMix64(seed)), 3);
            orders[2 * order.get(0) + (order.get(1) > order.get(2) ? 1 : 0)]++;
        }

        // then: within five standard deviations (29) of 1000
        assertThat(IntStream.of(orders)).allMatch(count -> count > 855 && count < 1_145);
    }

    @Test
    void shouldLeaveTheGivenPositionsAloneWhenItShuffles() {
        // given
        int[] positions = {0, 1, 2, 3, 4, 5, 6, 7};

        // when
        choose(new ShuffleGrouper(positions, new SplitMix64(1)), 8);

        // then
        assertThat(positions).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void shouldChooseTheOnlyTaskWhenThereIsOne() {
        assertThat(choose(new ShuffleGrouper(new int[] {3}, new SplitMix64(1)), 3))
                .containsExactly(3, 3, 3);
    }
}
