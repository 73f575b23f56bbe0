package dev.gale.worker.ack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.random.SplitMix64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootIdTest {
    @ParameterizedTest
    @CsvSource({
        "1,     0,         0",
        "1,     268435455, 4194303",
        "16383, 0,         0",
        "16383, 268435455, 0",
        "16383, 0,         4194303",
        "16383, 268435455, 4194303",
        "8192,  134217728, 2097152"
    })
    void shouldGiveBackItsPartsWhenTheyAreExtreme(int owner, int generation, int slot) {
        // when
        long root = RootId.of(owner, generation, slot);

        // then
        assertThat(RootId.owner(root)).isEqualTo(owner);
        assertThat(RootId.generation(root)).isEqualTo(generation);
        assertThat(RootId.slot(root)).isEqualTo(slot);
        assertThat(root).isNotEqualTo(RootId.NONE);
    }

    @Test
    void shouldGiveBackItsPartsWhenTheyAreAny() {
        SplitMix64 random = new SplitMix64(1);
        for (int i = 0; i < 10_000; i++) {
            int owner = 1 + random.nextInt(RootId.MAX_OWNER);
            int generation = random.nextInt(RootId.GENERATION_MASK + 1);
            int slot = random.nextInt(RootId.MAX_SLOTS);

            long root = RootId.of(owner, generation, slot);

            assertThat(RootId.owner(root)).isEqualTo(owner);
            assertThat(RootId.generation(root)).isEqualTo(generation);
            assertThat(RootId.slot(root)).isEqualTo(slot);
        }
    }

    @Test
    void shouldWrapTheGenerationWhenItIsNegativeOrTooLarge() {
        assertThat(RootId.of(5, -1, 7)).isEqualTo(RootId.of(5, RootId.GENERATION_MASK, 7));
        assertThat(RootId.of(5, RootId.GENERATION_MASK + 1, 7)).isEqualTo(RootId.of(5, 0, 7));
        assertThat(RootId.owner(RootId.of(5, Integer.MIN_VALUE, 7))).isEqualTo(5);
    }

    @Test
    void shouldUseAllBitsWhenThePartsAreLargest() {
        assertThat(RootId.of(RootId.MAX_OWNER, RootId.GENERATION_MASK, RootId.MAX_SLOTS - 1))
                .isEqualTo(-1L);
    }

    @Test
    void shouldHaveNoOwnerWhenItIsNone() {
        assertThat(RootId.owner(RootId.NONE)).isZero();
    }
}
