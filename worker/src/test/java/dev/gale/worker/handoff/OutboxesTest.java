package dev.gale.worker.handoff;

import static dev.gale.worker.tuple.Tuples.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxesTest {
    private static final long NOW_NS = 7;
    private static final int BATCH = Destination.BATCH;

    private final CountingHandle sender = new CountingHandle();
    private final Outboxes outboxes = new Outboxes();
    private final LimitedDestination open = new LimitedDestination(1_000);
    private final LimitedDestination closed = new LimitedDestination(0);

    private Outbox to(LimitedDestination destination) {
        return new Outbox(destination, sender, false);
    }

    private Outbox onCycleTo(LimitedDestination destination) {
        return new Outbox(destination, sender, true);
    }

    private void add(Outbox outbox, int count) {
        for (int i = 0; i < count; i++) {
            outboxes.add(outbox, number(i));
        }
    }

    @Test
    void shouldTakeNewInputWhenThereIsNothingToFlush() {
        // given
        int epoch = outboxes.epoch();

        // then
        assertThat(outboxes.isEmpty()).isTrue();
        assertThat(outboxes.flush(NOW_NS)).isTrue();
        assertThat(outboxes.epoch()).isEqualTo(epoch);
    }

    @Test
    void shouldFlushEveryOutboxWhenSeveralHoldSomething() {
        // given: more than it has places for at first
        List<LimitedDestination> destinations = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            LimitedDestination destination = new LimitedDestination(1);
            destinations.add(destination);
            add(to(destination), 2);
        }

        // when
        boolean mayGoOn = outboxes.flush(NOW_NS);

        // then
        assertThat(mayGoOn).isTrue();
        assertThat(outboxes.isEmpty()).isTrue();
        assertThat(destinations).allSatisfy(d -> assertThat(d.taken).containsExactly(List.of(0, 1)));
    }

    @Test
    void shouldTakeNoNewInputWhenAnOutboxIsBlocked() {
        // given
        Outbox blocked = to(closed);
        add(to(open), 1);
        add(blocked, 1);
        add(to(open), 1);

        // when
        boolean mayGoOn = outboxes.flush(NOW_NS);

        // then: the others' tuples are on their way all the same
        assertThat(mayGoOn).isFalse();
        assertThat(outboxes.isEmpty()).isFalse();
        assertThat(open.taken).hasSize(2);

        // when
        closed.makeRoom(1);

        // then
        assertThat(outboxes.flush(NOW_NS)).isTrue();
        assertThat(closed.all()).containsExactly(0);
        assertThat(outboxes.isEmpty()).isTrue();
    }

    @Test
    void shouldFlushAnOutboxOnceMoreWhenItFillsAgain() {
        // given
        Outbox outbox = to(open);
        add(outbox, 1);
        outboxes.flush(NOW_NS);

        // when
        add(outbox, 2);
        outboxes.flush(NOW_NS);

        // then
        assertThat(open.taken).containsExactly(List.of(0), List.of(0, 1));
    }

    @Test
    void shouldNotListABlockedOutboxTwiceWhenMoreIsAdded() {
        // given
        Outbox blocked = onCycleTo(closed);
        add(blocked, 1);
        outboxes.flush(NOW_NS);

        // when
        add(blocked, 2);
        outboxes.flush(NOW_NS);

        // then
        assertThat(outboxes.overflow()).isEqualTo(3);
    }

    @Test
    void shouldGoOnWhenOnlyAnOutboxOnACycleHoldsSomething() {
        // given
        add(onCycleTo(closed), BATCH + 7);
        add(to(open), 5);

        // when
        boolean mayGoOn = outboxes.flush(NOW_NS);

        // then
        assertThat(mayGoOn).isTrue();
        assertThat(outboxes.isEmpty()).isFalse();
        assertThat(outboxes.overflow()).isEqualTo(BATCH + 7);
    }

    @Test
    void shouldAddUpTheOverflowWhenSeveralCyclesHoldSomething() {
        // given
        add(to(closed), 5);
        add(onCycleTo(closed), 3);
        add(onCycleTo(closed), 4);

        // when
        boolean mayGoOn = outboxes.flush(NOW_NS);

        // then
        assertThat(mayGoOn).isFalse();
        assertThat(outboxes.overflow()).isEqualTo(7);
    }

    @Test
    void shouldBeginANewEpochWhenSomethingMayHaveBeenSeen() {
        // given
        int epoch = outboxes.epoch();
        add(to(open), 1);
        assertThat(outboxes.epoch()).isEqualTo(epoch);

        // when
        outboxes.flush(NOW_NS);

        // then
        assertThat(outboxes.epoch()).isNotEqualTo(epoch);
    }

    @Test
    void shouldBeginANewEpochWhenNothingCouldBeHandedOver() {
        // given: an envelope stays, but later flushes can't tell it from one that has left
        int epoch = outboxes.epoch();
        add(to(closed), 1);

        // when
        outboxes.flush(NOW_NS);

        // then
        assertThat(outboxes.epoch()).isNotEqualTo(epoch);
    }

    @Test
    void shouldCallForAFlushWhenABatchIsComplete() {
        // given
        Outbox outbox = to(open);
        add(to(open), BATCH - 1);
        add(outbox, BATCH - 1);
        assertThat(outboxes.isBatchFull()).isFalse();

        // when
        add(outbox, 1);

        // then
        assertThat(outboxes.isBatchFull()).isTrue();

        // when
        outboxes.flush(NOW_NS);

        // then
        assertThat(outboxes.isBatchFull()).isFalse();
    }

    @Test
    void shouldPushOnceWhatWasHandedOverToThoseWhoHoldItBackAndNobodyElse() {
        // given
        LimitedDestination holding = new LimitedDestination(1_000);
        holding.holdsBack = true;
        Outbox far = to(holding);
        Outbox near = to(open);
        for (int i = 0; i < 3; i++) {
            add(far, BATCH);
            add(near, BATCH);
            outboxes.flush(NOW_NS);
        }

        // when
        outboxes.push();
        outboxes.push();

        // then
        assertThat(holding.pushes).isEqualTo(1);
        assertThat(open.pushes).isZero();
    }

    @Test
    void shouldLetGoOfWhatIsHeldBackWhenItHasWaitedLongEnough() {
        // given
        LimitedDestination holding = new LimitedDestination(1_000);
        holding.holdsBack = true;
        Outbox far = to(holding);
        add(far, 1);
        outboxes.flush(NOW_NS);
        add(far, 1);
        outboxes.flush(NOW_NS + 60_000);

        // when
        outboxes.pushIfDue(NOW_NS + 99_999);
        int pushedEarly = holding.pushes;
        outboxes.pushIfDue(NOW_NS + 100_000);
        outboxes.pushIfDue(NOW_NS + 100_001);

        // then
        assertThat(pushedEarly).isZero();
        assertThat(holding.pushes).isEqualTo(1);
    }

    @Test
    void shouldCountTheTimeAnewWhenEverythingHasBeenLetGo() {
        // given
        LimitedDestination holding = new LimitedDestination(1_000);
        holding.holdsBack = true;
        Outbox far = to(holding);
        add(far, 1);
        outboxes.flush(NOW_NS);
        outboxes.push();
        add(far, 1);
        outboxes.flush(NOW_NS + 100_000);

        // when
        outboxes.pushIfDue(NOW_NS + 150_000);

        // then
        assertThat(holding.pushes).isEqualTo(1);
    }
}
