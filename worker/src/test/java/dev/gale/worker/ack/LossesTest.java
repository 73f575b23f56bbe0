package dev.gale.worker.ack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossesTest {
    private final Losses losses = new Losses();

    @Test
    void shouldKnowNoReasonWhenNothingIsLost() {
        assertThat(losses.of(-1L, 0)).isNull();
    }

    @Test
    void shouldFailATreeThatBeganBeforeTheLossAndTurnsOutToHaveBeenThere() {
        // when
        losses.add(new Loss(Loss.HERE, 3, "reset"), 100);

        // then
        assertThat(losses.of(Loss.bit(3) | Loss.bit(5), 100)).isEqualTo("the connection with worker 3 is lost: reset");
        assertThat(losses.of(Loss.bit(3), 101)).isNull();
        assertThat(losses.of(Loss.bit(5), 100)).isNull();
    }

    @Test
    void shouldTakeALossOfReportsForALossOfTheConnection() {
        // when
        losses.add(new Loss(3, 3, "it says so"), 100);

        // then
        assertThat(losses.of(Loss.bit(3), 100)).contains("worker 3");
    }

    @Test
    void shouldForgetALossBetweenTwoOtherWorkers() {
        // when: what they have reported came before
        losses.add(new Loss(4, 3, "it says so"), 100);

        // then
        assertThat(losses.of(Loss.bit(3) | Loss.bit(4), 100)).isNull();
    }

    @Test
    void shouldCompareErasWhenTheirNumbersOverflow() {
        // when
        losses.add(new Loss(Loss.HERE, 0, "reset"), Integer.MIN_VALUE + 5);

        // then
        assertThat(losses.of(Loss.bit(0), Integer.MAX_VALUE)).isNotNull();
        assertThat(losses.of(Loss.bit(0), Integer.MIN_VALUE + 6)).isNull();
    }

    @Test
    void shouldConcernTreesThatWereAtBothEnds() {
        assertThat(new Loss(1, 2, "").concerns(0b110)).isTrue();
        assertThat(new Loss(1, 2, "").concerns(0b100)).isFalse();
        assertThat(new Loss(Loss.HERE, 2, "").concerns(0b100)).isTrue();
        assertThat(new Loss(Loss.HERE, 2, "").concerns(0b010)).isFalse();
        // Workers that share a bit: more than need be, never less.
        assertThat(new Loss(Loss.HERE, 66, "").concerns(0b100)).isTrue();
    }
}
