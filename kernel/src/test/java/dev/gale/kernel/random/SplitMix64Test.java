package dev.gale.kernel.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitMix64Test {
    /** Negated, it is the seed whose first output is zero: the output function maps zero to zero. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    @Test
    void shouldGiveThePublishedSequenceWhenSeedIsZero() {
        assertThat(firstFive(0))
                .containsExactly(
                        0xE220A8397B1DCDAFL,
                        0x6E789E6AA1B965F4L,
                        0x06C45D188009454FL,
                        0xF88BB8A8724C81ECL,
                        0x1B39896A51A8749BL);
    }

    @Test
    void shouldGiveThePublishedSequenceWhenSeedIsNotZero() {
        assertThat(firstFive(1234567))
                .containsExactly(
                        Long.parseUnsignedLong("6457827717110365317"),
                        Long.parseUnsignedLong("3203168211198807973"),
                        Long.parseUnsignedLong("9817491932198370423"),
                        Long.parseUnsignedLong("4593380528125082431"),
                        Long.parseUnsignedLong("16408922859458223821"));
    }

    private static long[] firstFive(long seed) {
        SplitMix64 random = new SplitMix64(seed);
        return LongStream.generate(random::nextLong).limit(5).toArray();
    }

    @Test
    void shouldSkipZeroWhenAnEdgeIsDrawn() {
        // given
        assertThat(new SplitMix64(-GOLDEN_GAMMA).nextLong()).isZero();

        // when
        long edge = new SplitMix64(-GOLDEN_GAMMA).nextNonZeroLong();

        // then: the output that follows the zero
        assertThat(edge).isEqualTo(new SplitMix64(0).nextLong()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000, Integer.MAX_VALUE})
    void shouldStayBelowTheBoundWhenAnIntIsDrawn(int bound) {
        SplitMix64 random = new SplitMix64(bound);
        for (int i = 0; i < 10_000; i++) {
            assertThat(random.nextInt(bound)).isBetween(0, bound - 1);
        }
    }

    @Test
    void shouldHitEachNumberAboutEquallyOftenWhenIntsAreDrawn() {
        // given
        SplitMix64 random = new SplitMix64(42);
        int[] hits = new int[7];

        // when
        for (int i = 0; i < 70_000; i++) {
            hits[random.nextInt(7)]++;
        }

        // then: within five standard deviations (93) of 10 000
        assertThat(Arrays.stream(hits)).allMatch(count -> count >= 9_535 && count <= 10_465);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void shouldRefuseWhenTheBoundIsNotPositive(int bound) {
        assertThatThrownBy(() -> new SplitMix64(1).nextInt(bound))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bound must be positive, was " + bound);
    }

    @Test
    void shouldFillTheUnitIntervalWhenDoublesAreDrawn() {
        // given
        SplitMix64 random = new SplitMix64(7);
        double sum = 0;
        double least = 1;
        double most = 0;

        // when
        for (int i = 0; i < 100_000; i++) {
            double drawn = random.nextDouble();
            sum += drawn;
            least = Math.min(least, drawn);
            most = Math.max(most, drawn);
        }

        // then
        assertThat(least).isBetween(0.0, 0.001);
        assertThat(most).isBetween(0.999, Math.nextDown(1.0));
        assertThat(sum / 100_000).isBetween(0.495, 0.505);
    }

    @Test
    void shouldGiveAnotherSequenceWhenSplit() {
        // given
        SplitMix64 parent = new SplitMix64(3);

        // when
        SplitMix64 child = parent.split();

        // then
        long[] ofParent = LongStream.generate(parent::nextLong).limit(100).toArray();
        long[] ofChild = LongStream.generate(child::nextLong).limit(100).toArray();
        assertThat(ofChild).doesNotContain(ofParent);
    }

    @Test
    void shouldSplitTheSameWayWhenTheSeedIsTheSame() {
        assertThat(new SplitMix64(3).split().nextLong())
                .isEqualTo(new SplitMix64(3).split().nextLong());
    }

    @Test
    void shouldDifferFromTheLastWhenUnpredictable() {
        assertThat(SplitMix64.unpredictable().nextLong())
                .isNotEqualTo(SplitMix64.unpredictable().nextLong());
    }
}
