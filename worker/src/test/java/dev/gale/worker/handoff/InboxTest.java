package dev.gale.worker.handoff;

import static dev.gale.worker.tuple.Tuples.number;
import static dev.gale.worker.tuple.Tuples.numberOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.worker.tuple.Envelope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    private static final long NOW_NS = 1_000;

    private final CountingHandle consumer = new CountingHandle();
    private final CountingHandle sender = new CountingHandle();
    private Inbox inbox;

    @BeforeEach
    void makeInbox() {
        inbox = newInbox(4, true);
    }

    private Inbox newInbox(int slots, boolean singleProducer) {
        Inbox made = new Inbox(slots, singleProducer, InboxTest::decodeNumbers);
        made.setConsumer(consumer);
        return made;
    }

    /** A frame is a count and so many ints here. */
    private static int decodeNumbers(byte[] frame, Envelope[] into) {
        ByteBuffer numbers = ByteBuffer.wrap(frame);
        int count = numbers.getShort();
        for (int i = 0; i < count; i++) {
            into[i] = number(numbers.getInt());
        }
        return count;
    }

    private static byte[] encodeNumbers(Envelope[] batch, int count) {
        ByteBuffer frame = ByteBuffer.allocate(2 + 4 * count).putShort((short) count);
        for (int i = 0; i < count; i++) {
            frame.putInt(numberOf(batch[i]));
        }
        return frame.array();
    }

    private static Envelope[] batchOf(int... numbers) {
        Envelope[] batch = new Envelope[Destination.BATCH];
        for (int i = 0; i < numbers.length; i++) {
            batch[i] = number(numbers[i]);
        }
        return batch;
    }

    private boolean publish(int... numbers) {
        return inbox.tryPublish(batchOf(numbers), numbers.length, NOW_NS) != null;
    }

    private boolean publishFrame(int... numbers) {
        return inbox.tryPublishEncoded(batchOf(numbers), numbers.length, InboxTest::encodeNumbers, NOW_NS);
    }

    private boolean isFull() {
        return inbox.depth() == inbox.capacity();
    }

    /** Takes one batch out; null when there is none. */
    private List<Integer> take() {
        Envelope[] batch = inbox.current();
        if (batch == null) {
            return null;
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < inbox.currentSize(); i++) {
            numbers.add(numberOf(batch[i]));
        }
        inbox.release();
        return numbers;
    }

    private void fill() {
        for (int i = 0; i < inbox.capacity(); i++) {
            assertThat(publish(i)).isTrue();
        }
    }

    // --- batches ---

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGiveBatchesInTheirOrderWhenSeveralWait(boolean singleProducer) {
        // given
        inbox = newInbox(4, singleProducer);
        publish(1, 2, 3);
        publish(4);
        publish(5, 6);

        // then
        assertThat(take()).containsExactly(1, 2, 3);
        assertThat(take()).containsExactly(4);
        assertThat(take()).containsExactly(5, 6);
        assertThat(take()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldKeepTheOrderWhenTheRingGoesRoundManyTimes(boolean singleProducer) {
        // given
        inbox = newInbox(2, singleProducer);
        List<Integer> published = new ArrayList<>();
        List<Integer> taken = new ArrayList<>();

        // when: now and then the ring is full, now and then empty
        for (int i = 0; i < 1_000; i++) {
            if (i % 7 < 4 && publish(i)) {
                published.add(i);
            }
            if (i % 5 < 2 && inbox.depth() > 0) {
                taken.addAll(take());
            }
        }
        while (inbox.depth() > 0) {
            taken.addAll(take());
        }

        // then
        assertThat(published).hasSizeGreaterThan(300);
        assertThat(taken).isEqualTo(published);
    }

    @Test
    void shouldStayAtTheSameBatchWhenItIsNotReleased() {
        // given
        publish(1);
        publish(2);

        // when
        Envelope[] first = inbox.current();

        // then
        assertThat(inbox.current()).isSameAs(first);
        assertThat(inbox.depth()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAndChangeNothingWhenFull() {
        // given
        fill();
        Envelope[] refused = batchOf(77);

        // when
        Envelope[] answer = inbox.tryPublish(refused, 1, NOW_NS);

        // then
        assertThat(answer).isNull();
        assertThat(numberOf(refused[0])).isEqualTo(77);
        assertThat(publishFrame(78)).isFalse();
        for (int i = 0; i < inbox.capacity(); i++) {
            assertThat(take()).containsExactly(i);
        }
        assertThat(take()).isNull();
    }

    @Test
    void shouldHaveRoomAgainWhenOneBatchIsReleased() {
        // given
        fill();
        assertThat(isFull()).isTrue();

        // when
        inbox.current();

        // then: what is looked at still takes its place
        assertThat(isFull()).isTrue();

        // when
        inbox.release();

        // then
        assertThat(isFull()).isFalse();
        assertThat(publish(99)).isTrue();
        assertThat(isFull()).isTrue();
    }

    @Test
    void shouldGiveTheSenderAnEmptyArrayOfItsOwnWhenItPublishes() {
        // given
        Envelope[] first = batchOf(1);

        // when
        Envelope[] second = inbox.tryPublish(first, 1, NOW_NS);

        // then
        assertThat(second).isNotSameAs(first).hasSize(Destination.BATCH).containsOnlyNulls();
    }

    @Test
    void shouldGiveBackTheEmptiedArrayWhenASlotIsUsedAgain() {
        // given
        Envelope[] first = batchOf(1, 2, 3);
        inbox.tryPublish(first, 3, NOW_NS);
        take();
        for (int i = 1; i < inbox.capacity(); i++) {
            publish(i);
            take();
        }

        // when
        Envelope[] answer = inbox.tryPublish(batchOf(9), 1, NOW_NS);

        // then: swapped, and no tuple is kept alive in it
        assertThat(answer).isSameAs(first).containsOnlyNulls();
        assertThat(take()).containsExactly(9);
    }

    @Test
    void shouldForgetTuplesWhenABatchIsReleased() {
        // given
        Envelope[] batch = batchOf(1, 2, 3);
        inbox.tryPublish(batch, 3, NOW_NS);
        inbox.current();

        // when
        inbox.release();

        // then
        assertThat(batch).containsOnlyNulls();
    }

    @Test
    void shouldTakeAFullBatchWhenEveryPlaceIsUsed() {
        // given
        int[] numbers = new int[Destination.BATCH];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }

        // when
        publish(numbers);

        // then
        assertThat(take()).hasSize(Destination.BATCH).startsWith(0, 1).endsWith(126, 127);
    }

    @Test
    void shouldTellWhenABatchWasPublished() {
        // given
        inbox.tryPublish(batchOf(1), 1, 500);
        inbox.tryPublishEncoded(batchOf(2), 1, InboxTest::encodeNumbers, 600);

        // then
        inbox.current();
        assertThat(inbox.currentPublishedNs()).isEqualTo(500);
        inbox.release();
        inbox.current();
        assertThat(inbox.currentPublishedNs()).isEqualTo(600);
    }

    @Test
    void shouldWakeTheConsumerWhenSomethingArrives() {
        // when
        publish(1);

        // then
        assertThat(consumer.signals()).isEqualTo(1);

        // when
        publishFrame(2);

        // then
        assertThat(consumer.signals()).isEqualTo(2);
    }

    @Test
    void shouldLeaveTheConsumerAloneWhenNothingFits() {
        // given
        fill();
        int signals = consumer.signals();

        // when
        publish(1);
        publishFrame(2);

        // then
        assertThat(consumer.signals()).isEqualTo(signals);
    }

    // --- frames ---

    @Test
    void shouldDecodeAFrameWhenItsTurnComes() {
        // given
        publish(1, 2);
        publishFrame(3, 4, 5);
        publish(6);

        // then
        assertThat(take()).containsExactly(1, 2);
        assertThat(take()).containsExactly(3, 4, 5);
        assertThat(take()).containsExactly(6);
    }

    @Test
    void shouldDecodeAFrameOnlyOnceWhenItIsLookedAtTwice() {
        // given
        publishFrame(3);

        // when
        Envelope first = inbox.current()[0];

        // then
        assertThat(inbox.current()[0]).isSameAs(first);
    }

    @Test
    void shouldBeAnEmptyBatchWhenNothingOfAFrameCouldBeRead() {
        // given
        publishFrame();
        publish(7);

        // then
        assertThat(take()).isEmpty();
        assertThat(take()).containsExactly(7);
    }

    @Test
    void shouldMixFramesAndBatchesWhenSlotsAreUsedAgain() {
        // given: each slot holds a frame in one round and a batch in the next
        for (int round = 0; round < 4 * inbox.capacity() + 1; round++) {
            int number = round;

            // when
            if (round / inbox.capacity() % 2 == 0) {
                publishFrame(number, number, number);

                // then
                assertThat(take()).containsExactly(number, number, number);
            } else {
                // when
                publish(number);

                // then
                assertThat(take()).containsExactly(number);
            }
        }
    }

    @Test
    void shouldNotEncodeWhenThereIsNoRoom() {
        // given
        fill();
        int[] encoded = new int[1];

        // when
        boolean published = inbox.tryPublishEncoded(
                batchOf(1),
                1,
                (batch, count) -> {
                    encoded[0]++;
                    return encodeNumbers(batch, count);
                },
                NOW_NS);

        // then
        assertThat(published).isFalse();
        assertThat(encoded[0]).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGoOnAfterAnEmptyBatchWhenEncodingThrows(boolean singleProducer) {
        // given
        inbox = newInbox(4, singleProducer);

        // when
        assertThatThrownBy(() -> inbox.tryPublishEncoded(
                        batchOf(1),
                        1,
                        (batch, count) -> {
                            throw new IllegalStateException("can't encode");
                        },
                        NOW_NS))
                .hasMessage("can't encode");
        publish(2);

        // then: its place was taken and must not be waited for
        assertThat(consumer.signals()).isEqualTo(2);
        assertThat(take()).isEmpty();
        assertThat(take()).containsExactly(2);
    }

    // --- size ---

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 2", "3, 4", "4, 4", "5, 8", "255, 256", "256, 256", "257, 512"})
    void shouldRoundItsCapacityUpWhenItIsNoPowerOfTwo(int slots, int capacity) {
        // given
        inbox = newInbox(slots, true);

        // when
        int fitted = 0;
        while (publish(fitted)) {
            fitted++;
        }

        // then
        assertThat(inbox.capacity()).isEqualTo(capacity);
        assertThat(inbox.depth()).isEqualTo(capacity);
        assertThat(fitted).isEqualTo(capacity);
    }

    @Test
    void shouldCountWhatWaitsWhenBatchesComeAndGo() {
        // when / then
        assertThat(inbox.depth()).isZero();
        publish(1);
        publish(2);
        assertThat(inbox.depth()).isEqualTo(2);
        take();
        assertThat(inbox.depth()).isEqualTo(1);
        take();
        assertThat(inbox.depth()).isZero();
    }

    // --- room ---

    @Test
    void shouldTellTheSenderWhenThereIsRoomAgain() {
        // given
        fill();
        inbox.signalOnRoom(new RoomWaiter(sender));
        assertThat(sender.signals()).isZero();

        // when
        take();

        // then
        assertThat(sender.signals()).isEqualTo(1);
        assertThat(isFull()).isFalse();
    }

    @Test
    void shouldTellTheSenderOnceAQuarterIsFreeWhenTheRingIsLarge() {
        // given
        inbox = newInbox(16, true);
        fill();
        inbox.signalOnRoom(new RoomWaiter(sender));

        // when
        for (int i = 0; i < 3; i++) {
            take();
        }

        // then
        assertThat(sender.signals()).isZero();

        // when
        take();

        // then
        assertThat(sender.signals()).isEqualTo(1);
    }

    @Test
    void shouldTellEachSenderOnceWhenSeveralWait() {
        // given
        CountingHandle another = new CountingHandle();
        fill();
        inbox.signalOnRoom(new RoomWaiter(sender));
        inbox.signalOnRoom(new RoomWaiter(another));

        // when
        while (inbox.depth() > 0) {
            take();
        }

        // then
        assertThat(sender.signals()).isEqualTo(1);
        assertThat(another.signals()).isEqualTo(1);
    }

    @Test
    void shouldTellTheSenderWhenItAsksAfterSomeRoomAppeared() {
        // given: full, one released, full again, so that the next release is the one that counts
        fill();
        take();
        publish(1);
        inbox.signalOnRoom(new RoomWaiter(sender));

        // when
        take();

        // then
        assertThat(sender.signals()).isEqualTo(1);
    }

    @Test
    void shouldStandInTheLineOnlyOnceWhenASenderAsksAgain() {
        // given
        RoomWaiter waiter = new RoomWaiter(sender);

        // when / then
        assertThat(waiter.tryJoin()).isTrue();
        assertThat(waiter.tryJoin()).isFalse();

        // when
        waiter.signalRoom();

        // then
        assertThat(sender.signals()).isEqualTo(1);
        assertThat(waiter.tryJoin()).isTrue();
    }

    @Test
    void shouldLeaveTheLineBeforeItIsWokenWhenThereIsRoom() {
        // given: a sender that joins again as soon as it is woken, as one does whose second try fails too
        boolean[] joined = new boolean[1];
        RoomWaiter[] waiter = new RoomWaiter[1];
        waiter[0] = new RoomWaiter(() -> joined[0] = waiter[0].tryJoin());
        waiter[0].tryJoin();

        // when
        waiter[0].signalRoom();

        // then
        assertThat(joined[0]).isTrue();
    }

    @Test
    void shouldEndWhenWokenSendersAskAgainAtOnce() {
        // given: one that joins the line again within its signal
        fill();
        int[] signals = new int[1];
        RoomWaiter[] waiter = new RoomWaiter[1];
        waiter[0] = new RoomWaiter(() -> {
            signals[0]++;
            inbox.signalOnRoom(waiter[0]);
        });
        inbox.signalOnRoom(waiter[0]);

        // when
        take();

        // then: told once a release, not for ever
        assertThat(signals[0]).isEqualTo(1);
        take();
        assertThat(signals[0]).isEqualTo(2);
    }
}
