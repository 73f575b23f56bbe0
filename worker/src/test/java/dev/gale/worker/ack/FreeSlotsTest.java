package dev.gale.worker.ack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeSlotsTest {
    private final FreeSlots free = new FreeSlots();

    private void addAll(int from, int to) {
        for (int slot = from; slot < to; slot++) {
            free.add(slot);
        }
    }

    @Test
    void shouldGiveOutWhatHasBeenFreeForLongestWhenTheTableHasNotGrown() {
        // given
        addAll(0, FreeSlots.FIRST);

        // when: taken and given back at once, once around
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < FreeSlots.FIRST; i++) {
            int slot = free.remove();
            taken.add(slot);
            free.add(slot);
        }

        // then
        assertThat(taken).doesNotHaveDuplicates().hasSize(FreeSlots.FIRST).startsWith(0, 1, 2);
        assertThat(free.remove()).isZero();
    }

    @Test
    void shouldPreferEarlierSlotsWhenTheTableHasGrown() {
        // given
        addAll(0, 4 * FreeSlots.FIRST);
        for (int i = 0; i < 3 * FreeSlots.FIRST; i++) {
            free.remove();
        }

        // when: one of the first comes back, after one of each doubling
        free.add(3 * FreeSlots.FIRST - 1);
        free.add(2 * FreeSlots.FIRST - 1);
        free.add(5);

        // then
        assertThat(free.remove()).isEqualTo(5);
        assertThat(free.remove()).isEqualTo(2 * FreeSlots.FIRST - 1);
        assertThat(free.remove()).isEqualTo(3 * FreeSlots.FIRST);
    }

    @Test
    void shouldBeEmptyWhenAllAreTaken() {
        assertThat(free.isEmpty()).isTrue();
        addAll(0, 3);
        free.remove();
        free.remove();
        assertThat(free.isEmpty()).isFalse();
        free.remove();
        assertThat(free.isEmpty()).isTrue();
    }
}
