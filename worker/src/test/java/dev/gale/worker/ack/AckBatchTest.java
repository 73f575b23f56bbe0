package dev.gale.worker.ack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AckBatchTest {
    private final AtomicReference<AckBatch> home = new AtomicReference<>();
    private final AckBatch batch = new AckBatch(home);

    @Test
    void shouldKeepTheOrderWhenRootsDiffer() {
        // when
        batch.add(1, 10);
        batch.add(2, 20);
        batch.add(1, 30);

        // then
        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.root(0)).isEqualTo(1);
        assertThat(batch.edges(0)).isEqualTo(10);
        assertThat(batch.root(1)).isEqualTo(2);
        assertThat(batch.edges(1)).isEqualTo(20);
        assertThat(batch.root(2)).isEqualTo(1);
        assertThat(batch.edges(2)).isEqualTo(30);
    }

    @Test
    void shouldMergeWhenARootFollowsItself() {
        // when
        batch.add(1, 0b1100);
        batch.add(1, 0b1010);
        batch.add(1, 0b0001);

        // then
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.edges(0)).isEqualTo(0b0111);
    }

    @Test
    void shouldDropAContributionWhenItCancelsOut() {
        // when: it would have no effect at the receiver
        batch.add(1, 5);
        batch.add(1, 5);
        batch.add(2, 6);

        // then
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.root(0)).isEqualTo(2);
        assertThat(batch.edges(0)).isEqualTo(6);
    }

    @Test
    void shouldGoHomeEmptyWhenItIsReleased() {
        // given
        batch.add(1, 5);

        // when
        batch.release();

        // then
        assertThat(home.get()).isSameAs(batch);
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void shouldBeFullWhenTheLastPlaceIsTaken() {
        // given
        for (int i = 1; i < AckBatch.CAPACITY; i++) {
            assertThat(batch.add(i, i)).isFalse();
        }

        // when
        boolean merged = batch.add(AckBatch.CAPACITY - 1, 77);
        boolean last = batch.add(AckBatch.CAPACITY, 1);

        // then
        assertThat(merged).isFalse();
        assertThat(last).isTrue();
        assertThat(batch.size()).isEqualTo(AckBatch.CAPACITY);
        assertThat(batch.root(AckBatch.CAPACITY - 1)).isEqualTo(AckBatch.CAPACITY);
    }

    @Test
    void shouldBeEmptyWhenNew() {
        assertThat(batch.isEmpty()).isTrue();
        batch.add(1, 1);
        assertThat(batch.isEmpty()).isFalse();
    }

    @Test
    void shouldMergeMarksWhenARootFollowsItself() {
        // when
        batch.mark(1, 0b001);
        batch.mark(1, 0b100);
        batch.mark(2, 0b010);
        batch.mark(1, 0b010);

        // then
        assertThat(batch.markCount()).isEqualTo(3);
        assertThat(batch.markedRoot(0)).isEqualTo(1);
        assertThat(batch.markedWorkers(0)).isEqualTo(0b101);
        assertThat(batch.markedRoot(1)).isEqualTo(2);
        assertThat(batch.markedWorkers(1)).isEqualTo(0b010);
        assertThat(batch.markedRoot(2)).isEqualTo(1);
    }

    @Test
    void shouldNotBeEmptyWhenThereAreOnlyMarks() {
        // when: the contribution cancels out
        batch.add(1, 5);
        batch.mark(1, 1);
        batch.add(1, 5);

        // then
        assertThat(batch.size()).isZero();
        assertThat(batch.isEmpty()).isFalse();

        // when
        batch.release();

        // then
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void shouldBeFullWhenThereAreAsManyMarksAsFit() {
        // when
        for (int i = 1; i < AckBatch.CAPACITY; i++) {
            assertThat(batch.mark(i, 1)).isFalse();
        }

        // then
        assertThat(batch.mark(AckBatch.CAPACITY, 1)).isTrue();
    }
}
