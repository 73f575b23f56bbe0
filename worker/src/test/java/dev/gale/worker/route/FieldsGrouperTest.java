package dev.gale.worker.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.random.SplitMix64;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsGrouperTest {
    /** What Storm computes: the hash of the list of the selected values, arrays by their content. */
    private static int expected(List<Object> values, int[] positions, int tasks) {
        Object[] selected = Arrays.stream(positions).mapToObj(values::get).toArray();
        return Math.floorMod(Arrays.deepHashCode(selected), tasks);
    }

    private static Object anyValue(SplitMix64 random) {
        return switch (random.nextInt(16)) {
            case 0 -> null;
            case 1 -> random.nextInt(Integer.MAX_VALUE) - (1 << 30);
            case 2 -> random.nextLong();
            case 3 -> random.nextDouble();
            case 4 -> "text " + random.nextInt(1_000);
            case 5 -> random.nextInt(2) == 0;
            case 6 -> new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(256)};
            case 7 -> new int[] {random.nextInt(9), random.nextInt(9)};
            case 8 -> new long[] {random.nextLong()};
            case 9 -> new double[] {random.nextDouble()};
            case 10 -> new boolean[] {true, false};
            case 11 -> new String[] {"a", null, "b" + random.nextInt(10)};
            case 12 -> new Object[] {new byte[] {(byte) random.nextInt(256)}, 5, null};
            case 13 -> List.of(random.nextInt(10), "x");
            case 14 -> Map.of("k", random.nextInt(10));
            default -> BigInteger.valueOf(random.nextLong()).pow(3);
        };
    }

    @Test
    void shouldChooseTheTaskThatStormChoosesWhenValuesAreAny() {
        SplitMix64 random = new SplitMix64(4711);
        for (int i = 0; i < 20_000; i++) {
            // given
            int arity = 1 + random.nextInt(6);
            List<Object> values = new ArrayList<>();
            for (int v = 0; v < arity; v++) {
                values.add(anyValue(random));
            }
            int[] positions = new int[1 + random.nextInt(arity)];
            Arrays.setAll(positions, p -> random.nextInt(arity));
            int tasks = 1 + random.nextInt(40);

            // when
            int chosen = new FieldsGrouper(positions, tasks).choose(values);

            // then
            assertThat(chosen)
                    .as("values %s at %s over %d tasks", values, Arrays.toString(positions), tasks)
                    .isEqualTo(expected(values, positions, tasks))
                    .isBetween(0, tasks - 1);
        }
    }

    @Test
    void shouldChooseTheSameTaskWhenArraysHaveTheSameContent() {
        // given
        Grouper grouper = new FieldsGrouper(new int[] {0}, 1_000);

        // then
        assertThat(grouper.choose(List.of(new byte[] {1, 2, 3})))
                .isEqualTo(grouper.choose(List.of(new byte[] {1, 2, 3})))
                .isNotEqualTo(grouper.choose(List.of(new byte[] {1, 2, 4})));
    }

    @Test
    void shouldIgnoreOtherFieldsWhenTheyDiffer() {
        // given
        Grouper grouper = new FieldsGrouper(new int[] {1}, 1_000);

        // then
        assertThat(grouper.choose(List.of("x", "key"))).isEqualTo(grouper.choose(List.of("y", "key")));
    }

    @Test
    void shouldHeedTheOrderOfFieldsWhenThereAreSeveral() {
        // given
        List<Object> values = List.of("a", "b");

        // then
        assertThat(new FieldsGrouper(new int[] {0, 1}, 1_000).choose(values))
                .isNotEqualTo(new FieldsGrouper(new int[] {1, 0}, 1_000).choose(values));
    }
}
