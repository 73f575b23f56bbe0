package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.spout.TupleFailure;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.codec.CountedText;
import dev.gale.worker.handoff.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds between two workers whatever joins them. */
abstract class NetworkContract {
    private static final int FIRST_FROM = 0;
    private static final int STUCK = 2;
    private static final int SIBLING = 3;

    TwoWorkers workers;
    WorkerEnd first;
    WorkerEnd second;

    /** Two workers that are connected. */
    abstract TwoWorkers join();

    @BeforeEach
    void joinThem() {
        workers = join();
        first = workers.first();
        second = workers.second();
    }

    @AfterEach
    void partThem() {
        workers.close();
    }

    private static List<Object> numbers(int count) {
        return new ArrayList<>(IntStream.range(0, count).boxed().toList());
    }

    private void awaitReceived(WorkerEnd end, int executor, List<Object> expected) {
        workers.until(
                () -> {
                    first.flush();
                    second.flush();
                    return end.received(executor).size() >= expected.size();
                },
                () -> "executor " + executor + " got " + end.received(executor).size() + " of " + expected.size());
        assertThat(end.received(executor)).isEqualTo(expected);
    }

    @Test
    void shouldDeliverTuplesWithTheirRootsInBothDirections() {
        // when
        first.emit(0, 2, "there", WorkerEnd.root(1, 7), 11);
        second.emit(3, 1, "back", WorkerEnd.root(2, 8), 12);
        first.flush();
        second.flush();

        // then
        awaitReceived(second, 2, List.of("there"));
        awaitReceived(first, 1, List.of("back"));
        assertThat(second.acks()).containsEntry(WorkerEnd.root(1, 7), 11L);
        assertThat(first.acks()).containsEntry(WorkerEnd.root(2, 8), 12L);
    }

    @Test
    void shouldKeepTheOrderOfEachSenderWhenManyTuplesGo() {
        // given
        List<Object> sent = numbers(50_000);

        // when
        for (Object number : sent) {
            first.emit(0, 2, number);
            if ((Integer) number % 777 == 0) {
                first.flush();
                second.work(2);
            }
        }

        // then
        awaitReceived(second, 2, sent);
    }

    @Test
    void shouldEncodeATupleForAnExecutorOfTheSameWorkerWhenAsked() {
        // when
        first.emit(0, 1, "near");
        first.flush();

        // then
        awaitReceived(first, 1, List.of("near"));
    }

    @Test
    void shouldSerializeATupleOnceWhenSeveralExecutorsGetIt() {
        // given
        List<CountedText> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sent.add(new CountedText("text " + i));
        }

        // when
        sent.forEach(text -> first.emitToOthers(0, text));

        // then
        workers.until(
                () -> {
                    first.flush();
                    return first.received(1).size() == 300
                            && second.received(2).size() == 300
                            && second.received(3).size() == 300;
                },
                () -> "some are missing");
        assertThat(first.received(1)).hasToString(sent.toString());
        assertThat(second.received(2)).hasToString(sent.toString());
        assertThat(second.received(3)).hasToString(sent.toString());
        assertThat(sent).extracting(CountedText::writes).containsOnly(1);
    }

    @Test
    void shouldHoldBackTheSenderOfAStuckReceiverAndNobodyElse() {
        // given: executor 2 works nothing off
        List<Object> many = numbers(300 * Destination.BATCH);
        many.forEach(number -> first.emit(FIRST_FROM, STUCK, number));
        workers.until(
                () -> {
                    first.flush();
                    return second.depth(STUCK) > 0 && first.isBlocked(FIRST_FROM, STUCK);
                },
                () -> "executor 2 has " + second.depth(STUCK) + " batches");
        workers.settle();
        first.flush();
        workers.settle();
        int held = second.depth(STUCK);

        // when: its sibling and the acks go on
        List<Object> others = numbers(20 * Destination.BATCH);
        others.forEach(number -> first.emit(FIRST_FROM, SIBLING, number));
        awaitReceived(second, SIBLING, others);
        first.ack(WorkerEnd.root(2, 1), 5);
        second.ack(WorkerEnd.root(1, 1), 6);
        workers.until(
                () -> second.acks().containsKey(WorkerEnd.root(2, 1))
                        && first.acks().containsKey(WorkerEnd.root(1, 1)),
                () -> "acks: " + first.acks() + second.acks());

        // then: and it holds no more than it had room for
        assertThat(first.isBlocked(FIRST_FROM, STUCK)).isTrue();
        assertThat(second.depth(STUCK)).isEqualTo(held).isLessThanOrEqualTo(mostBatches());
        awaitReceived(second, STUCK, many);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128, 129, 256, 1023, 1024, 1025, 5_000})
    void shouldBringEveryAckWhenTheSenderHasFlushed(int count) {
        // given
        for (int i = 0; i < count; i++) {
            second.addAck(WorkerEnd.root(1, i), i + 1);
        }

        // when
        second.flushAcks();

        // then
        workers.until(
                () -> first.acks().size() == count, () -> "got " + first.acks().size() + " of " + count);
        for (int i = 0; i < count; i++) {
            assertThat(first.acks()).containsEntry(WorkerEnd.root(1, i), i + 1L);
        }
    }

    /** How many batches may wait at a receiver. */
    abstract int mostBatches();

    @Test
    void shouldWakeTheSenderWhenThereIsRoomAgain() {
        // given
        numbers(300 * Destination.BATCH).forEach(number -> first.emit(0, 2, number));
        workers.until(
                () -> {
                    first.flush();
                    return second.depth(2) > 0 && first.isBlocked(0, 2);
                },
                () -> "not blocked");
        workers.settle();
        first.flush();
        int before = first.wakeUps();

        // when
        second.work(2);

        // then
        workers.until(() -> first.wakeUps() > before, () -> "nobody was woken");
        workers.settle();
        int batches = second.depth(2);
        first.flush();
        workers.until(() -> second.depth(2) > batches, () -> "no more came");
    }

    @Test
    void shouldDeliverLargeTuples() {
        // given
        String large = "x".repeat(700_000);

        // when
        for (int i = 0; i < 5; i++) {
            first.emit(0, 2, large + i);
        }
        first.flush();

        // then
        awaitReceived(second, 2, List.of(large + 0, large + 1, large + 2, large + 3, large + 4));
    }

    @Test
    void shouldDeliverEverySignalAboutATree() {
        // given
        FailSignal whole = new FailSignal(
                WorkerEnd.root(2, 3), TupleFailure.Reason.EXPLICIT, "sink", 17, "words/default", "why\u00e9");
        FailSignal bare = new FailSignal(WorkerEnd.root(2, 4), TupleFailure.Reason.WORKER_LOST, null, -1, null, null);

        // when
        first.fail(whole);
        first.fail(bare);
        first.resetTimeout(WorkerEnd.root(2, 5));
        for (int i = 0; i < 1000; i++) {
            first.ack(WorkerEnd.root(2, i), 1000L + i);
        }

        // then
        workers.until(
                () -> second.failures().size() == 2
                        && second.resets().size() == 1
                        && second.acks().size() == 1000,
                () -> second.failures() + " " + second.resets() + " "
                        + second.acks().size());
        assertThat(second.failures()).containsExactly(whole, bare);
        assertThat(second.resets()).containsExactly(WorkerEnd.root(2, 5));
        for (int i = 0; i < 1000; i++) {
            assertThat(second.acks()).containsEntry(WorkerEnd.root(2, i), 1000L + i);
        }
    }
}
