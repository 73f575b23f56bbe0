package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.worker.handoff.Destination;
import dev.gale.worker.plan.ExecutorPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds beyond {@link NetworkContract} when workers are joined by connections, which can be lost. */
abstract class PeerNetworkContract extends NetworkContract {
    abstract PeerPair pair(Map<String, Object> conf);

    @Override
    TwoWorkers join() {
        PeerPair pair = pair(Map.of());
        pair.awaitConnected();
        return pair;
    }

    @Override
    int mostBatches() {
        return PeerPair.WINDOW;
    }

    private PeerPair peers() {
        return (PeerPair) workers;
    }

    private void awaitReconnected(int times) {
        workers.until(
                () -> peers().isConnected()
                        && peers().told[0].events().size() >= 2 * times + 1
                        && peers().told[1].events().size() >= 2 * times + 1,
                () -> peers().told[0].events() + " " + peers().told[1].events());
    }

    @Test
    void shouldTellBothEndsWhenTheConnectionIsLostAndConnectAgain() {
        // when
        peers().breakConnection();
        awaitReconnected(1);

        // then
        assertThat(peers().told[0].events()).startsWith("connected 1", "lost 1", "connected 1");
        assertThat(peers().told[1].events()).startsWith("connected 0", "lost 0", "connected 0");
        first.emit(0, 2, "after");
        workers.until(
                () -> {
                    first.flush();
                    return second.received(2).contains("after");
                },
                () -> "nothing came");
    }

    @Test
    void shouldDeliverNothingTwiceAndNothingOutOfOrderWhenConnectionsAreLost() {
        // given
        int next = 0;

        // when: now and then in the midst of it
        for (int round = 1; round <= 5; round++) {
            for (int i = 0; i < 2000; i++) {
                first.emit(0, 2, next++);
                if (i % 100 == 0) {
                    first.flush();
                    second.work(2);
                }
            }
            peers().breakConnection();
            awaitReconnected(round);
        }
        Object last = next;
        first.emit(0, 2, last);
        workers.until(
                () -> {
                    first.flush();
                    return second.received(2).contains(last);
                },
                () -> "the last never came");

        // then
        List<Object> received = second.received(2);
        List<Integer> numbers = new ArrayList<>();
        received.forEach(number -> numbers.add((Integer) number));
        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isGreaterThan(numbers.get(i - 1));
        }
    }

    @Test
    void shouldBoundWhatWaitsAtAStuckReceiverWhenConnectionsComeAndGo() {
        for (int round = 1; round <= 5; round++) {
            // given: as much as there is credit for
            for (int i = 0; i < 2 * PeerPair.WINDOW * Destination.BATCH; i++) {
                first.emit(0, 2, i);
            }
            first.flush();
            workers.settle();
            first.flush();
            workers.settle();

            // when
            peers().breakConnection();
            awaitReconnected(round);
            workers.settle();
            first.flush();
            workers.settle();

            // then
            assertThat(second.depth(2)).isPositive().isLessThanOrEqualTo(PeerPair.WINDOW);
        }
    }

    @Test
    void shouldBringMarksAndLossesInTheOrderInWhichTheyWereReported() {
        // given
        long root = WorkerEnd.root(1, 3);

        // when: worker 5 is no worker of these
        second.mark(root, 5);
        second.ack(root, 77);
        second.reportLoss(5);
        second.mark(root, 6);
        second.flushAcks();

        // then
        workers.until(() -> first.reports().size() == 3, () -> first.reports() + " came");
        assertThat(first.reports())
                .containsExactly(
                        root + "@100010", "worker 1 lost its connection with worker 5: it says so", root + "@1000010");
        assertThat(first.acks()).containsEntry(root, 77L);
    }

    @Test
    void shouldTellTheSpoutOnceWhenReportsWereDroppedForLackOfAConnection() {
        // given
        Placement without = new Placement(WorkerEnd.PLACEMENT.workerOfExecutor(), List.of(-1, ExecutorPlan.NOWHERE, 1));
        peers().networks[1].move(without);
        second.ack(WorkerEnd.root(1, 3), 77);
        second.ack(WorkerEnd.root(1, 4), 78);

        // when
        peers().networks[1].move(WorkerEnd.PLACEMENT);

        // then
        workers.until(() -> !first.reports().isEmpty(), () -> "nothing was said");
        assertThat(first.reports()).containsExactly("reports of worker 1 may be lost: it says so");

        // when
        peers().breakConnection();
        awaitReconnected(1);
        workers.settle();

        // then
        assertThat(first.reports()).hasSize(1);
    }

    @Test
    void shouldReportATupleThatNoFrameCanHoldAndSendTheOthersWhenABatchIsTooLongForOneFrame() {
        // given
        workers.close();
        PeerPair pair = pair(Map.of("worker.transport.frame.max.bytes", 65_536));
        workers = pair;
        first = pair.first();
        second = pair.second();
        pair.awaitConnected();
        String large = "y".repeat(30_000);

        // when
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            first.emit(0, 2, large + i);
            expected.add(large + i);
            if (i == 20) {
                first.emit(0, 2, "z".repeat(70_000));
            }
        }

        // then
        workers.until(
                () -> {
                    first.flush();
                    return second.received(2).size() >= 50;
                },
                () -> second.received(2).size() + " came");
        assertThat(second.received(2)).isEqualTo(expected);
        assertThat(first.undeliverable())
                .singleElement()
                .asString()
                .contains("65536")
                .contains("raise worker.transport.frame.max.bytes");
    }

    @Test
    void shouldSendWhatWasHeldBackWhenItIsPushedOrEnoughOrThereIsNoMoreCredit() {
        // given: as much as there is credit for, and one batch more
        int batches = PeerPair.WINDOW + 1;
        for (int i = 0; i < batches * Destination.BATCH; i++) {
            first.emit(0, 2, i);
        }

        // when: nobody pushes
        workers.until(
                () -> {
                    first.flushWithoutPush();
                    return second.depth(2) == PeerPair.WINDOW;
                },
                () -> "only " + second.depth(2) + " came");
        workers.settle();
        assertThat(second.depth(2)).isEqualTo(PeerPair.WINDOW);

        // when
        second.work(2);
        workers.settle();
        first.flushWithoutPush();
        first.push();

        // then
        workers.until(() -> second.depth(2) == 1, () -> "the last never came");
    }

    @Test
    void shouldKeepWhatGoesToAnExecutorThatHasNoPlaceUntilItHasOneAgain() {
        // given
        Placement without = new Placement(List.of(0, 0, 1, ExecutorPlan.NOWHERE), List.of(-1, 0, 1));
        peers().networks[0].move(without);
        awaitReconnected(1);

        // when
        first.emit(0, 2, "placed");
        first.emit(0, 3, "kept");
        workers.until(
                () -> {
                    first.flush();
                    return second.received(2).contains("placed");
                },
                () -> "nothing came");
        workers.settle();
        first.flush();

        // then
        assertThat(first.isBlocked(0, 3)).isTrue();
        assertThat(second.received(3)).isEmpty();

        // when
        peers().networks[0].move(WorkerEnd.PLACEMENT);

        // then
        workers.until(
                () -> {
                    first.flush();
                    return second.received(3).contains("kept");
                },
                () -> "nothing came");
        assertThat(first.wakeUps()).isPositive();
    }

    @Test
    void shouldKeepTheConnectionWhenNothingOfThePeerMoves() {
        peers().networks[0].move(new Placement(List.of(0, 0, 1, 1), List.of(-1, 0, 1)));
        workers.settle();

        assertThat(peers().told[0].events()).containsExactly("connected 1");
        assertThat(peers().isConnected()).isTrue();
    }
}
