package dev.gale.worker.ack;

import static dev.gale.worker.ack.RecordingLane.contribution;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.spout.TupleFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AckSenderTest {
    private static final int OWN_WORKER = 1;

    private final RecordingLane first = new RecordingLane();
    private final RecordingLane second = new RecordingLane();
    private final RecordingLane third = new RecordingLane();
    private final AckSender sender = new AckSender(new AckLane[] {null, first, second, third}, OWN_WORKER);

    private static long root(int owner, int slot) {
        return RootId.of(owner, 12, slot);
    }

    @Test
    void shouldSendNothingWhenNotFlushed() {
        // when
        sender.add(root(1, 5), 50);

        // then
        assertThat(first.batches).isEmpty();
    }

    @Test
    void shouldSendEachOwnerItsOwnWhenFlushed() {
        // given
        sender.add(root(1, 5), 50);
        sender.add(root(3, 6), 60);
        sender.add(root(1, 7), 70);

        // when
        sender.flush();

        // then
        assertThat(first.batches).containsExactly(List.of(contribution(root(1, 5), 50), contribution(root(1, 7), 70)));
        assertThat(second.batches).isEmpty();
        assertThat(third.batches).containsExactly(List.of(contribution(root(3, 6), 60)));
    }

    @Test
    void shouldMergePerOwnerWhenContributionsOfOwnersAlternate() {
        // given
        sender.add(root(1, 5), 1);
        sender.add(root(2, 5), 2);
        sender.add(root(1, 5), 4);
        sender.add(root(2, 5), 8);

        // when
        sender.flush();

        // then
        assertThat(first.batches).containsExactly(List.of(contribution(root(1, 5), 5)));
        assertThat(second.batches).containsExactly(List.of(contribution(root(2, 5), 10)));
    }

    @Test
    void shouldSendOnlyOnceWhenFlushedTwice() {
        // given
        sender.add(root(1, 5), 50);
        sender.flush();

        // when
        sender.flush();

        // then
        assertThat(first.batches).hasSize(1);
    }

    @Test
    void shouldSendAtOnceWhenABatchIsFull() {
        // when
        for (int i = 0; i < AckBatch.CAPACITY; i++) {
            assertThat(first.batches).isEmpty();
            sender.add(root(1, i), 1);
        }

        // then
        assertThat(first.batches).hasSize(1);
        assertThat(first.batches.get(0)).hasSize(AckBatch.CAPACITY);
    }

    @Test
    void shouldSendTheRestWhenFlushedAfterAFullBatch() {
        // given: the full batch of one owner leaves while another's waits
        sender.add(root(3, 1), 9);
        for (int i = 0; i < AckBatch.CAPACITY + 2; i++) {
            sender.add(root(1, i), 1);
        }

        // when
        sender.flush();

        // then
        assertThat(first.batches).hasSize(2);
        assertThat(first.batches.get(1))
                .containsExactly(
                        contribution(root(1, AckBatch.CAPACITY), 1), contribution(root(1, AckBatch.CAPACITY + 1), 1));
        assertThat(third.batches).containsExactly(List.of(contribution(root(3, 1), 9)));
    }

    @Test
    void shouldGoOnWithANewBatchWhenTheOldIsGone() {
        // given
        sender.add(root(2, 1), 1);
        sender.flush();

        // when
        sender.add(root(2, 1), 1);
        sender.flush();

        // then: the batch that was handed over is the receiver's and unchanged
        assertThat(second.batches)
                .containsExactly(List.of(contribution(root(2, 1), 1)), List.of(contribution(root(2, 1), 1)));
    }

    @Test
    void shouldLetGoOfWhatALaneHoldsBackWhenFlushedRightAfterAFullBatch() {
        // given
        for (int slot = 0; slot < AckBatch.CAPACITY; slot++) {
            sender.add(root(2, slot), 1);
        }
        assertThat(second.batches).hasSize(1);
        assertThat(second.pushes).isZero();

        // when
        sender.flush();
        sender.flush();

        // then
        assertThat(second.batches).hasSize(1);
        assertThat(second.pushes).isEqualTo(1);
        assertThat(first.pushes).isZero();
    }

    @Test
    void shouldReachTheOwnerAtOnceWhenATreeFailsOrGetsItsTimeAgain() {
        // given
        FailSignal signal =
                new FailSignal(root(2, 4), TupleFailure.Reason.EXPLICIT, "count", 3, "split/default", "no luck");

        // when
        sender.fail(signal);
        sender.resetTimeout(root(3, 4));

        // then
        assertThat(second.fails).containsExactly(signal);
        assertThat(third.resets).containsExactly(root(3, 4));
        assertThat(first.fails).isEmpty();
        assertThat(first.resets).isEmpty();
    }

    @Test
    void shouldReachTheHighestOwnerWhenItIsTheLast() {
        // given
        AckLane[] lanes = new AckLane[RootId.MAX_OWNER + 1];
        RecordingLane highest = new RecordingLane();
        lanes[RootId.MAX_OWNER] = highest;
        AckSender wide = new AckSender(lanes, OWN_WORKER);

        // when
        wide.add(root(RootId.MAX_OWNER, 3), 4);
        wide.flush();

        // then
        assertThat(highest.batches).hasSize(1);
    }

    @Test
    void shouldMarkNothingWhenATupleGoesBackToTheSpoutsWorker() {
        // given
        first.worker = 2;

        // when
        sender.sentTo(root(1, 5), 2);
        sender.flush();

        // then
        assertThat(first.batches).isEmpty();
    }

    @Test
    void shouldMarkBothWorkersWhenATupleGoesToAThird() {
        // given
        first.worker = 2;

        // when
        sender.sentTo(root(1, 5), 3);
        sender.add(root(1, 5), 50);
        sender.flush();

        // then
        assertThat(first.batches)
                .containsExactly(List.of(RecordingLane.mark(root(1, 5), 0b1010), contribution(root(1, 5), 50)));
    }

    @Test
    void shouldMarkTheOtherWorkerOnlyWhenTheSpoutIsHere() {
        // when
        sender.sentTo(root(1, 5), 3);
        sender.flush();

        // then
        assertThat(first.batches).containsExactly(List.of(RecordingLane.mark(root(1, 5), 0b1000)));
    }

    @Test
    void shouldMarkInTheLedgerWhenTheSpoutIsOnTheSameThread() {
        // given
        List<String> marks = new ArrayList<>();
        sender.setLocal(1, new LocalLedger() {
            @Override
            public void apply(long root, long edges) {}

            @Override
            public void mark(long root, long workers) {
                marks.add(RecordingLane.mark(root, workers));
            }
        });

        // when
        sender.sentTo(root(1, 5), 3);
        sender.flush();

        // then
        assertThat(marks).containsExactly(RecordingLane.mark(root(1, 5), 0b1000));
        assertThat(first.batches).isEmpty();
    }

    @Test
    void shouldSayWhatIsLostAfterWhatWasReportedAndOnlyToSpoutsElsewhere() {
        // given
        first.worker = 2;
        third.worker = 3;
        sender.sentTo(root(1, 5), 3);
        sender.add(root(2, 6), 60);

        // when
        sender.lost(3, "reset by peer");

        // then
        String loss = "worker 1 lost its connection with worker 3: reset by peer";
        assertThat(first.batches).containsExactly(List.of(RecordingLane.mark(root(1, 5), 0b1010)), List.of(loss));
        assertThat(second.batches).containsExactly(List.of(contribution(root(2, 6), 60)));
        assertThat(third.batches).containsExactly(List.of(loss));
    }
}
