package dev.gale.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CycleOverflowTest {
    private static final int MUCH = 4096;

    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger second = new AtomicInteger();
    private final CycleOverflow overflow = new CycleOverflow();

    CycleOverflowTest() {
        overflow.setSpouts(List.of(first::incrementAndGet, second::incrementAndGet));
    }

    @Test
    void shouldBeMuchWhenTheSharesOfAllExecutorsAreTogether() {
        // when
        overflow.add(MUCH - 1);

        // then
        assertThat(overflow.isMuch()).isFalse();

        // when
        overflow.add(1);

        // then
        assertThat(overflow.isMuch()).isTrue();
    }

    @Test
    void shouldWakeEverySpoutOnceWhenItIsNoLongerMuch() {
        // given
        overflow.add(MUCH + 500);
        assertThat(first).hasValue(0);

        // when
        overflow.add(-500);

        // then
        assertThat(overflow.isMuch()).isTrue();
        assertThat(first).hasValue(0);

        // when
        overflow.add(-1);
        overflow.add(-100);

        // then
        assertThat(overflow.isMuch()).isFalse();
        assertThat(first).hasValue(1);
        assertThat(second).hasValue(1);
    }

    @Test
    void shouldWakeNobodyWhenItNeverWasMuch() {
        // when
        overflow.add(100);
        overflow.add(-100);

        // then
        assertThat(first).hasValue(0);
    }

    @Test
    void shouldWakeSpoutsAgainWhenItWasMuchAgain() {
        // when
        for (int i = 0; i < 3; i++) {
            overflow.add(MUCH);
            overflow.add(-MUCH);
        }

        // then
        assertThat(first).hasValue(3);
    }
}
