package dev.gale.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkPortionTest {
    private static final long FAST_CALL_NS = 10;

    private final WorkPortion portion = new WorkPortion();

    /** Reports so many portions, each used up, whose calls take so long each. */
    private void work(int portions, long callNs) {
        for (int i = 0; i < portions; i++) {
            portion.took(portion.size() * callNs, portion.size());
        }
    }

    @Test
    void shouldBeginWithASingleCallWhenNothingIsKnown() {
        assertThat(portion.size()).isEqualTo(1);
        assertThat(portion.isSlow()).isTrue();
    }

    @Test
    void shouldGrowToItsLimitWhenCallsAreFast() {
        // when
        work(200, FAST_CALL_NS);

        // then
        assertThat(portion.size()).isEqualTo(512);
        assertThat(portion.isSlow()).isFalse();
    }

    @Test
    void shouldFindASizeOfAboutItsAimWhenCallsAreOfMiddleLength() {
        // when: 2 µs each
        work(200, 2_000);

        // then: between half and twice 50 µs
        assertThat(portion.size() * 2_000L).isBetween(25_000L, 100_000L);
    }

    @Test
    void shouldNotGrowWhenPortionsAreNotUsedUp() {
        // when
        for (int i = 0; i < 200; i++) {
            portion.took(FAST_CALL_NS, portion.size() - 1);
        }

        // then
        assertThat(portion.size()).isEqualTo(1);
    }

    @Test
    void shouldFallToASingleCallAtOnceWhenUserCodeBlocks() {
        // given
        work(200, FAST_CALL_NS);

        // when
        portion.took(1_000_000, 3);

        // then
        assertThat(portion.size()).isEqualTo(1);
    }

    @Test
    void shouldShrinkWhenAPortionTookTooLong() {
        // given
        work(200, FAST_CALL_NS);

        // when
        portion.took(150_000, 512);

        // then
        assertThat(portion.size()).isEqualTo(256);
    }

    @Test
    void shouldStayAtOneCallWhenEveryCallIsSlow() {
        // when
        work(20, 10_000_000);

        // then
        assertThat(portion.size()).isEqualTo(1);
    }

    @Test
    void shouldEndAPortionWhenItHasTakenLong() {
        assertThat(WorkPortion.isEnough(50_000)).isFalse();
        assertThat(WorkPortion.isEnough(200_000)).isTrue();
    }
}
