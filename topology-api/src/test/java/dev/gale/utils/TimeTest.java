package dev.gale.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimeTest {
    private final List<Thread> threads = new ArrayList<>();
    private final List<Time.SimulatedTime> simulations = new ArrayList<>();

    @AfterEach
    void endSimulationsAndThreads() throws InterruptedException {
        simulations.forEach(Time.SimulatedTime::close);
        Time.setThreadSource(null);
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        assertThat(Time.isSimulating()).isFalse();
    }

    @Test
    void shouldFollowTheSystemWhenNothingIsSimulated() {
        // given
        long beforeMs = System.currentTimeMillis();
        long beforeNs = System.nanoTime();
        // when, then
        assertThat(Time.isSimulating()).isFalse();
        assertThat(Time.currentTimeMillis()).isBetween(beforeMs, beforeMs + 60_000);
        assertThat(Time.nanoTime() - beforeNs).isBetween(0L, 60_000_000_000L);
    }

    @Test
    void shouldStandAtZeroUntilAdvancedWhenSimulated() {
        // given
        simulate();
        // when, then
        assertThat(Time.nanoTime()).isZero();
        // when, then
        Time.advanceTime(1500);
        Time.advanceTimeNanos(1);
        Time.advanceTimeSecs(2);
        assertThat(Time.currentTimeMillis()).isEqualTo(3500);
        assertThat(Time.nanoTime()).isEqualTo(3_500_000_001L);
        assertThat(Time.currentTimeSecs()).isEqualTo(3);
        assertThat(Time.deltaMs(3000)).isEqualTo(500);
        assertThat(Time.deltaSecs(1)).isEqualTo(2);
    }

    @Test
    void shouldWakeASleeperOnlyWhenItsTimeHasCome() throws InterruptedException {
        // given
        simulate();
        Thread sleeper = start(() -> Time.sleep(100));
        await(() -> Time.isThreadWaiting(sleeper));
        // when, then
        Time.advanceTime(99);
        assertThat(Time.isThreadWaiting(sleeper)).isTrue();
        // when, then
        Time.advanceTime(1);
        sleeper.join();
    }

    @Test
    void shouldSleepUntilAMomentWhenItLiesAhead() throws InterruptedException {
        // given
        simulate();
        Time.advanceTime(1000);
        Time.sleepUntil(900); // past: returns at once
        Thread sleeper = start(() -> Time.sleepUntil(1500));
        await(() -> Time.isThreadWaiting(sleeper));
        // when, then
        Time.advanceTime(499);
        assertThat(Time.isThreadWaiting(sleeper)).isTrue();
        // when, then
        Time.advanceTime(1);
        sleeper.join();
    }

    @Test
    void shouldMoveByItselfWhenSleepsAdvanceTheTime() throws InterruptedException {
        // given
        simulations.add(new Time.SimulatedTime(40));
        // when
        Time.sleep(30);
        Time.sleep(40);
        // then
        assertThat(Time.currentTimeMillis()).isEqualTo(80);
    }

    @Test
    void shouldWakeSleepersWhenTheSimulationIsClosed() throws InterruptedException {
        // given
        Time.SimulatedTime simulation = simulate();
        Thread sleeper = start(() -> Time.sleep(Long.MAX_VALUE));
        await(() -> Time.isThreadWaiting(sleeper));
        // when
        simulation.close();
        // then
        sleeper.join();
        assertThat(Time.isSimulating()).isFalse();
    }

    @Test
    void shouldEndTheSleepWhenTheThreadIsInterrupted() throws InterruptedException {
        // given
        simulate();
        AtomicReference<Exception> thrown = new AtomicReference<>();
        Thread sleeper = start(() -> {
            try {
                Time.sleep(100);
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        await(() -> Time.isThreadWaiting(sleeper));
        // when
        sleeper.interrupt();
        sleeper.join();
        // then
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldReturnToTheOuterSimulationWhenTheInnerIsClosed() {
        // given
        simulate();
        Time.advanceTime(10);
        // when, then
        Time.SimulatedTime inner = simulate();
        Time.advanceTime(3);
        assertThat(Time.currentTimeMillis()).isEqualTo(3);
        // when, then
        inner.close();
        inner.close();
        assertThat(Time.currentTimeMillis()).isEqualTo(10);
    }

    @Test
    void shouldKeepTheInnerSimulationWhenTheOuterIsClosedFirst() {
        // given
        Time.SimulatedTime outer = simulate();
        simulate();
        Time.advanceTime(3);
        // when
        outer.close();
        // then
        assertThat(Time.currentTimeMillis()).isEqualTo(3);
    }

    @Test
    void shouldRefuseToAdvanceWhenNothingIsSimulated() {
        assertThatThrownBy(() -> Time.advanceTime(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("new Time.SimulatedTime()");
    }

    @Test
    void shouldRefuseToAdvanceWhenTheTimeIsNegative() {
        // given
        simulate();
        // when, then
        assertThatThrownBy(() -> Time.advanceTime(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Time.nanoTime()).isZero();
    }

    @Test
    void shouldAskTheThreadsOwnSourceFirstWhenItHasOne() throws InterruptedException {
        // given
        simulate();
        FixedSource own = new FixedSource(42);
        // when
        Time.Source before = Time.setThreadSource(own);
        Time.sleep(7);
        Time.parkNanos(8);
        // then
        assertThat(before).isNull();
        assertThat(Time.nanoTime()).isEqualTo(42);
        assertThat(Time.globalSource().nanoTime()).isZero();
        assertThat(own.sleepsNs).containsExactly(7_000_000L, 8L);
        // when, then
        assertThat(Time.setThreadSource(null)).isSameAs(own);
        assertThat(Time.nanoTime()).isZero();
    }

    @Test
    void shouldLeaveOtherThreadsAloneWhenAThreadHasItsOwnSource() throws InterruptedException {
        // given
        simulate();
        Time.setThreadSource(new FixedSource(42));
        AtomicReference<Long> seen = new AtomicReference<>();
        // when
        start(() -> seen.set(Time.nanoTime())).join();
        // then
        assertThat(seen.get()).isZero();
    }

    @Test
    void shouldTellARealWaitWhenNothingIsSimulated() {
        // given
        CountDownLatch never = new CountDownLatch(1);
        Thread waiting = start(never::await);
        // when, then
        await(() -> Time.isThreadWaiting(waiting));
        assertThat(Time.isThreadWaiting(Thread.currentThread())).isFalse();
    }

    private Time.SimulatedTime simulate() {
        Time.SimulatedTime simulation = new Time.SimulatedTime();
        simulations.add(simulation);
        return simulation;
    }

    private interface Interruptible {
        void run() throws InterruptedException;
    }

    private Thread start(Interruptible body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        threads.add(thread);
        thread.start();
        return thread;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static final class FixedSource implements Time.Source {
        private final List<Long> sleepsNs = new ArrayList<>();
        private final long nowNs;

        private FixedSource(long nowNs) {
            this.nowNs = nowNs;
        }

        @Override
        public long nanoTime() {
            return nowNs;
        }

        @Override
        public long currentTimeMillis() {
            return Time.nanosToMillis(nowNs);
        }

        @Override
        public void sleepNanos(long nanos) {
            sleepsNs.add(nanos);
        }
    }
}
