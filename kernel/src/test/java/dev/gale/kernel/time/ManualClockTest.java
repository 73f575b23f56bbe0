package dev.gale.kernel.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.kernel.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ManualClockTest {
    private final ManualClock clock = new ManualClock();

    @Test
    void shouldStandStillWhenNobodyAdvancesIt() {
        assertThat(clock.nanoTime()).isZero();
        assertThat(clock.epochMillis()).isZero();
        assertThat(clock.isVirtual()).isTrue();
    }

    @Test
    void shouldMoveBothTimesWhenAdvanced() {
        // given
        ManualClock started = new ManualClock(1_700_000_000_000L);

        // when
        started.advance(2_500_000);
        started.advance(500_000);

        // then
        assertThat(started.nanoTime()).isEqualTo(3_000_000);
        assertThat(started.epochMillis()).isEqualTo(1_700_000_000_003L);
    }

    @Test
    void shouldRefuseWhenTimeWouldGoBack() {
        // given
        clock.advance(5);

        // when / then
        assertThatThrownBy(() -> clock.advance(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time cannot go back, was asked to advance by -1 ns");
        assertThat(clock.nanoTime()).isEqualTo(5);
    }

    @Test
    void shouldKeepItsTimeWhenAnAdvanceWouldOverflow() {
        // given
        clock.advance(Long.MAX_VALUE);

        // when / then
        assertThatThrownBy(() -> clock.advance(1)).isInstanceOf(ArithmeticException.class);
        assertThat(clock.nanoTime()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldTellListenersInOrderWhenAdvanced() {
        // given
        List<String> heard = new ArrayList<>();
        clock.onAdvance(() -> heard.add("first at " + clock.nanoTime()));
        clock.onAdvance(() -> heard.add("second at " + clock.nanoTime()));

        // when
        clock.advance(1);
        clock.advance(0);

        // then: also of an advance by nothing, which lets sleepers look again
        assertThat(heard).containsExactly("first at 1", "second at 1", "first at 1", "second at 1");
    }

    @Test
    void shouldTellNothingMoreWhenAListenerIsRemoved() {
        // given
        List<Long> heard = new ArrayList<>();
        Runnable listener = () -> heard.add(clock.nanoTime());
        clock.onAdvance(listener);
        clock.advance(1);

        // when
        clock.removeListener(listener);
        clock.removeListener(listener);
        clock.advance(1);

        // then
        assertThat(heard).containsExactly(1L);
    }

    @Test
    @Timeout(30)
    void shouldReturnAtOnceWhenTheDeadlineHasCome() throws InterruptedException {
        // given
        clock.advance(10);

        // when
        clock.sleepUntil(10);
        clock.sleepUntil(Long.MIN_VALUE);

        // then
        assertThat(clock.nanoTime()).isEqualTo(10);
    }

    @Test
    void shouldWakeASleeperOnlyWhenItsDeadlineHasCome() {
        // given
        AtomicReference<Object> woke = new AtomicReference<>();
        Thread sleeper = startSleeper(10, woke);

        // when
        clock.advance(9);

        // then: it may have looked, but waits again
        awaitAsleep(sleeper);
        assertThat(woke).hasValue(null);

        // when
        clock.advance(1);

        // then
        Await.end(sleeper);
        assertThat(woke).hasValue(10L);
    }

    @Test
    void shouldEndASleepWhenTheSleeperIsInterrupted() {
        // given
        AtomicReference<Object> woke = new AtomicReference<>();
        Thread sleeper = startSleeper(10, woke);
        awaitAsleep(sleeper);

        // when
        sleeper.interrupt();

        // then
        Await.end(sleeper);
        assertThat(woke.get()).isInstanceOf(InterruptedException.class);
    }

    private Thread startSleeper(long deadlineNs, AtomicReference<Object> woke) {
        Thread sleeper = new Thread(
                () -> {
                    try {
                        clock.sleepUntil(deadlineNs);
                        woke.set(clock.nanoTime());
                    } catch (InterruptedException e) {
                        woke.set(e);
                    }
                },
                "sleeper");
        sleeper.setDaemon(true);
        sleeper.start();
        return sleeper;
    }

    private static void awaitAsleep(Thread sleeper) {
        Await.until(() -> sleeper.getState() == Thread.State.WAITING, () -> "sleeper is " + sleeper.getState());
    }

    @Test
    void shouldBeTheMachinesTimeWhenSystemClock() {
        // when
        long beforeNs = System.nanoTime();
        long nowNs = SystemClock.INSTANCE.nanoTime();
        long afterNs = System.nanoTime();

        // then
        assertThat(nowNs - beforeNs).isNotNegative();
        assertThat(afterNs - nowNs).isNotNegative();
        assertThat(SystemClock.INSTANCE.isVirtual()).isFalse();
        assertThat(SystemClock.INSTANCE.epochMillis()).isGreaterThan(1_600_000_000_000L);
    }
}
