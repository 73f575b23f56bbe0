package dev.gale.worker.handoff;

import static dev.gale.worker.tuple.Tuples.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final long NOW_NS = 7;
    private static final int BATCH = Destination.BATCH;

    private final CountingHandle sender = new CountingHandle();
    private final LimitedDestination destination = new LimitedDestination(0);
    private final Outbox outbox = new Outbox(destination, sender, false);

    private static void add(Outbox to, int from, int count) {
        for (int i = from; i < from + count; i++) {
            to.add(number(i));
        }
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void shouldHandOverNothingWhenNotFlushed() {
        // given
        destination.room = 10;

        // when
        add(outbox, 0, 3 * BATCH);

        // then
        assertThat(destination.taken).isEmpty();
    }

    @Test
    void shouldHandOverOneBatchWhenFlushed() {
        // given
        destination.room = 1;
        add(outbox, 0, 3);

        // when
        outbox.flush(NOW_NS);

        // then
        assertThat(destination.taken).containsExactly(List.of(0, 1, 2));
        assertThat(destination.times).containsExactly(NOW_NS);
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.isBlocked()).isFalse();
    }

    @Test
    void shouldHandOverNothingWhenEmpty() {
        // given
        destination.room = 1;

        // when
        outbox.flush(NOW_NS);
        add(outbox, 0, 1);
        outbox.flush(NOW_NS);
        outbox.flush(NOW_NS);

        // then
        assertThat(destination.taken).containsExactly(List.of(0));
    }

    @Test
    void shouldKeepTheOrderWhenMoreThanABatchWaits() {
        // given
        int many = 3 * BATCH + 5;
        destination.room = 10;
        add(outbox, 0, many);

        // when
        outbox.flush(NOW_NS);

        // then
        assertThat(destination.all()).isEqualTo(numbers(many));
        assertThat(destination.taken).extracting(List::size).containsExactly(BATCH, BATCH, BATCH, 5);
    }

    @Test
    void shouldKeepTheRestInOrderWhenThereIsRoomForAPart() {
        // given
        int many = 4 * BATCH + 5;
        destination.room = 2;
        add(outbox, 0, many);

        // when
        outbox.flush(NOW_NS);

        // then
        assertThat(destination.all()).isEqualTo(numbers(2 * BATCH));
        assertThat(outbox.isEmpty()).isFalse();
        assertThat(outbox.isBlocked()).isTrue();

        // when: more comes, then room
        add(outbox, many, BATCH);
        destination.makeRoom(10);
        outbox.flush(NOW_NS);

        // then
        assertThat(destination.all()).isEqualTo(numbers(many + BATCH));
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void shouldHandOverTheLastBatchOnlyAfterTheFullOnesWhenRoomComesByAndBy() {
        // given
        add(outbox, 0, 2 * BATCH + 1);

        for (int i = 0; i < 3; i++) {
            // when
            destination.makeRoom(1);
            outbox.flush(NOW_NS);

            // then
            assertThat(destination.taken).hasSize(i + 1);
        }
        assertThat(destination.all()).isEqualTo(numbers(2 * BATCH + 1));
    }

    @Test
    void shouldSayThatItIsFirstWhenTheOutboxWasEmpty() {
        // given
        destination.room = 1;

        // then
        assertThat(outbox.add(number(0))).isTrue();
        assertThat(outbox.add(number(1))).isFalse();

        // when
        outbox.flush(NOW_NS);

        // then
        assertThat(outbox.add(number(2))).isTrue();
    }

    @Test
    void shouldNotSayThatItIsFirstWhenFullBatchesWait() {
        // given
        add(outbox, 0, BATCH);

        // when: this one begins a new batch
        boolean first = outbox.add(number(BATCH));

        // then
        assertThat(first).isFalse();
    }

    @Test
    void shouldSayOnceThatItIsFirstWhenOnlyAPartWasHandedOver() {
        // given: the full batch leaves, one tuple stays
        add(outbox, 0, BATCH + 1);
        destination.room = 1;
        outbox.flush(NOW_NS);

        // then
        assertThat(outbox.isEmpty()).isFalse();
        assertThat(outbox.add(number(BATCH + 1))).isFalse();
    }

    @Test
    void shouldCallForAFlushWhenABatchIsComplete() {
        // given
        add(outbox, 0, BATCH - 1);
        assertThat(outbox.isBatchFull()).isFalse();

        // when
        add(outbox, BATCH - 1, 1);

        // then
        assertThat(outbox.isBatchFull()).isTrue();

        // when: it begins another
        add(outbox, BATCH, 1);

        // then
        assertThat(outbox.isBatchFull()).isTrue();

        // when
        destination.room = 1;
        outbox.flush(NOW_NS);

        // then
        assertThat(outbox.isBatchFull()).isFalse();
    }

    @Test
    void shouldAskToBeToldWhenThereIsNoRoom() {
        // given
        add(outbox, 0, 1);

        // when
        outbox.flush(NOW_NS);

        // then
        assertThat(destination.waiting).hasSize(1);
        assertThat(outbox.isBlocked()).isTrue();
    }

    @Test
    void shouldAskOnlyOnceWhenItTriesAgainInVain() {
        // given
        add(outbox, 0, 2 * BATCH);

        // when
        outbox.flush(NOW_NS);
        outbox.flush(NOW_NS);
        outbox.flush(NOW_NS);

        // then
        assertThat(destination.waiting).hasSize(1);
    }

    @Test
    void shouldTryOnceMoreAfterAskingSinceRoomMayJustHaveAppeared() {
        // given: the room appears between the first try and the asking, so nobody will tell
        destination.roomAfterAsking = 1;
        add(outbox, 0, 1);

        // when
        outbox.flush(NOW_NS);

        // then
        assertThat(destination.refused).isEqualTo(1);
        assertThat(destination.all()).containsExactly(0);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void shouldAskAgainWhenItWasToldAndFindsNoRoomAgain() {
        // given
        add(outbox, 0, 1);
        outbox.flush(NOW_NS);

        // when: another sender was faster
        destination.makeRoom(0);
        outbox.flush(NOW_NS);

        // then
        assertThat(sender.signals()).isEqualTo(1);
        assertThat(destination.waiting).hasSize(1);
    }

    // --- an outbox to a receiver on a cycle ---

    @Test
    void shouldNeverBlockWhenItClosesACycle() {
        // given
        Outbox circular = new Outbox(destination, sender, true);
        int many = 10 * BATCH + 3;

        // when
        add(circular, 0, many);
        circular.flush(NOW_NS);

        // then
        assertThat(circular.isEmpty()).isFalse();
        assertThat(circular.isBlocked()).isFalse();
        assertThat(circular.overflow()).isEqualTo(many);
    }

    @Test
    void shouldWorkOffTheOverflowInOrderWhenRoomComes() {
        // given
        Outbox circular = new Outbox(destination, sender, true);
        add(circular, 0, 3 * BATCH + 3);
        circular.flush(NOW_NS);

        // when
        destination.makeRoom(2);
        circular.flush(NOW_NS);

        // then
        assertThat(circular.overflow()).isEqualTo(BATCH + 3);

        // when
        destination.makeRoom(2);
        circular.flush(NOW_NS);

        // then
        assertThat(circular.overflow()).isZero();
        assertThat(destination.all()).isEqualTo(numbers(3 * BATCH + 3));
    }

    @Test
    void shouldHaveNoOverflowWhenItBlocksInstead() {
        // when
        add(outbox, 0, 3 * BATCH);

        // then
        assertThat(outbox.overflow()).isZero();
        assertThat(outbox.isBlocked()).isTrue();
    }
}
