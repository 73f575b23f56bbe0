package dev.gale.kernel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.kernel.Await;
import dev.gale.kernel.time.SystemClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DedicatedSchedulerTest extends AgentSchedulerContract {
    private static final Duration LONG_GRACE = Duration.ofSeconds(20);

    private final List<Thread> threads = new ArrayList<>();

    @Override
    AgentScheduler newScheduler() {
        return new DedicatedScheduler(clock, errors, new AgentScheduler.ThreadHook() {
            @Override
            public void enter() {
                synchronized (threads) {
                    threads.add(Thread.currentThread());
                }
                hook.enter();
            }

            @Override
            public void exit() {
                hook.exit();
            }
        });
    }

    @Override
    void pass(Duration duration) throws InterruptedException {
        clock.advance(duration.toNanos());
        awaitIdle();
    }

    @AfterEach
    void shouldLeaveNoThread() {
        scheduler.close();
        synchronized (threads) {
            threads.forEach(Await::end);
        }
    }

    private Thread threadOf(ScriptedAgent agent) {
        Await.until(() -> !agent.threads().isEmpty(), () -> agent.name() + " has not been called");
        return agent.threads().get(0);
    }

    private void awaitParked(ScriptedAgent agent) {
        Thread thread = threadOf(agent);
        Await.until(
                () -> thread.getState() == Thread.State.TIMED_WAITING,
                () -> agent.name() + " is " + thread.getState() + " after " + agent.rounds() + " rounds");
    }

    @Test
    void shouldGiveEachAgentAThreadOfItsNameWhenStarted() throws InterruptedException {
        // given
        ScriptedAgent one = new ScriptedAgent("ex-one-1");
        ScriptedAgent two = new ScriptedAgent("ex-two-2");

        // when
        run(one);
        run(two);
        awaitIdle();

        // then
        assertThat(threadOf(one).getName()).isEqualTo("ex-one-1");
        assertThat(threadOf(two).getName()).isEqualTo("ex-two-2");
        assertThat(threadOf(one)).isNotSameAs(threadOf(two)).isNotSameAs(Thread.currentThread());
        assertThat(threadOf(one).isDaemon()).isTrue();
    }

    @Test
    void shouldRefuseAnAgentWhenItWasAddedAlready() {
        // given
        ScriptedAgent agent = new ScriptedAgent("twin");
        scheduler.add(agent);

        // when / then
        assertThatThrownBy(() -> scheduler.add(agent))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("agent twin was added already");
    }

    @Test
    void shouldReportAnErrorOnTheAgentsThreadWhenItThrows() throws InterruptedException {
        // given
        AtomicReference<Thread> reporter = new AtomicReference<>();
        ScriptedAgent broken = new ScriptedAgent("broken").onWork(() -> {
            throw new IllegalStateException("no luck");
        });
        try (DedicatedScheduler other = new DedicatedScheduler(
                clock, (agent, error) -> reporter.set(Thread.currentThread()), AgentScheduler.ThreadHook.NONE)) {
            // when
            other.add(broken);
            other.start(List.of(broken));
            Await.end(threadOf(broken));

            // then
            assertThat(reporter.get()).isSameAs(threadOf(broken));
        }
    }

    // --- signals ---

    @Test
    void shouldWakeAParkedAgentWhenSignalled() {
        // given: nothing else would wake it for a second
        AtomicInteger queue = new AtomicInteger();
        ScriptedAgent agent = new ScriptedAgent("parked").onWork(() -> queue.getAndSet(0));
        AgentHandle handle = run(agent);

        for (int i = 0; i < 100; i++) {
            awaitParked(agent);

            // when
            queue.set(1);
            handle.signal();

            // then
            Await.until(() -> queue.get() == 0, () -> "the agent sleeps on its work");
        }
    }

    @Test
    void shouldTakeEveryItemWhenManyThreadsSignal() throws InterruptedException {
        // given
        int producers = 3;
        int each = 50_000;
        AtomicLong queue = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        AgentHandle handle = run(new ScriptedAgent("consumer").onWork(() -> {
            long found = queue.getAndSet(0);
            taken.addAndGet(found);
            return (int) found;
        }));

        // when
        List<Thread> senders = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            Thread sender = new Thread(
                    () -> {
                        for (int i = 0; i < each; i++) {
                            queue.incrementAndGet();
                            handle.signal();
                        }
                    },
                    "sender-" + p);
            senders.add(sender);
            sender.start();
        }
        senders.forEach(Await::end);
        awaitIdle();

        // then
        assertThat(taken).hasValue((long) producers * each);
        assertThat(queue).hasValue(0);
    }

    @Test
    void shouldNotLoseASignalWhenItComesJustAsTheAgentFallsAsleep() {
        // given: two agents that throw one ball to each other, so that each signal meets an agent about to sleep. A
        // lost
        // one would cost a second, the longest park; some tens of them would exceed the patience of the wait below.
        int throwsEach = 50_000;
        AtomicInteger ball = new AtomicInteger();
        AtomicInteger caught = new AtomicInteger();
        AgentHandle[] handles = new AgentHandle[2];
        ScriptedAgent[] players = new ScriptedAgent[2];
        for (int i = 0; i < 2; i++) {
            int self = i;
            players[i] = new ScriptedAgent("player-" + i).onWork(() -> {
                if (ball.get() == self && caught.get() < 2 * throwsEach) {
                    caught.incrementAndGet();
                    ball.set(1 - self);
                    handles[1 - self].signal();
                }
                return 0;
            });
            handles[i] = scheduler.add(players[i]);
        }

        // when
        scheduler.start(List.of(players));

        // then
        Await.until(() -> caught.get() == 2 * throwsEach, () -> "only " + caught + " throws were caught");
    }

    @Test
    void shouldLookOnceMoreWhenTheAgentIsAboutToPark() {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");

        // when
        run(agent);
        awaitParked(agent);

        // then: what was published between the first look and the announcement to park is found by the second
        assertThat(agent.rounds()).isGreaterThanOrEqualTo(2);
    }

    // --- deadlines and polls ---

    @Test
    void shouldMeetDeadlinesWhenTheSystemClockReachesThem() {
        // given: so many that a park of a second for each would exceed the patience of the wait below
        int deadlines = 200;
        AtomicLong due = new AtomicLong(SystemClock.INSTANCE.nanoTime());
        AtomicInteger met = new AtomicInteger();
        ScriptedAgent agent = new ScriptedAgent("alarm")
                .withDeadlineNs(due::get)
                .onWork(() -> {
                    long nowNs = SystemClock.INSTANCE.nanoTime();
                    if (due.get() == Agent.NEVER || nowNs - due.get() < 0) {
                        return 0;
                    }
                    due.set(met.incrementAndGet() < deadlines ? nowNs + 100_000 : Agent.NEVER);
                    return 1;
                });
        try (DedicatedScheduler real =
                new DedicatedScheduler(SystemClock.INSTANCE, errors, AgentScheduler.ThreadHook.NONE)) {
            // when
            real.add(agent);
            real.start(List.of(agent));

            // then
            Await.until(() -> met.get() == deadlines, () -> met + " deadlines were met");
        }
    }

    @Test
    void shouldWakeAParkedAgentWhenTheVirtualClockIsAdvanced() {
        // given
        AtomicLong due = new AtomicLong(10);
        ScriptedAgent agent = new ScriptedAgent("alarm")
                .withDeadlineNs(due::get)
                .onWork(() -> {
                    if (clock.nanoTime() < due.get()) {
                        return 0;
                    }
                    due.addAndGet(10);
                    return 1;
                });
        run(agent);

        for (int i = 1; i <= 100; i++) {
            awaitParked(agent);
            long next = 10L * i + 10;

            // when
            clock.advance(10);

            // then
            Await.until(() -> due.get() == next, () -> "slept over the deadline at " + due);
        }
    }

    @Test
    void shouldNotMeetADeadlineWhenOnlyRealTimePasses() throws InterruptedException {
        // given: a deadline of one virtual nanosecond, and a poll that wakes the agent in real time
        AtomicLong due = new AtomicLong(1);
        AtomicInteger met = new AtomicInteger();
        ScriptedAgent alarm = alarm("alarm", due, met).withIdlePollNs(10_000);
        run(alarm);

        // when
        Await.until(() -> alarm.rounds() > 200, () -> alarm.rounds() + " rounds");

        // then
        assertThat(met).hasValue(0);

        // when
        pass(Duration.ofNanos(1));

        // then
        assertThat(met).hasValue(1);
    }

    @Test
    void shouldParkWhenADeadlineOfVirtualTimeHasCome() throws InterruptedException {
        // given
        ScriptedAgent alarm = new ScriptedAgent("alarm").withDeadlineNs(clock::nanoTime);

        // when / then
        assertThat(roundsOfAHundredSignals(alarm)).isLessThan(1_000);
    }

    @Test
    void shouldPollInRealTimeWhenTheClockIsVirtual() {
        // given
        AtomicInteger found = new AtomicInteger();
        AtomicBoolean empty = new AtomicBoolean(true);
        ScriptedAgent spout = new ScriptedAgent("spout")
                .withIdlePollNs(TimeUnit.MICROSECONDS.toNanos(20))
                .onWork(() -> empty.get() ? 0 : found.incrementAndGet());
        run(spout);

        // when: nobody signals
        for (int i = 0; i < 200; i++) {
            int before = spout.rounds();
            Await.until(() -> spout.rounds() > before + 2, () -> spout.rounds() + " rounds");
        }
        empty.set(false);

        // then: a park without polls would last a second, and all these minutes
        Await.until(() -> found.get() > 0, () -> "nothing found");
        empty.set(true);
    }

    // --- idleness ---

    @Test
    void shouldNotBeIdleWhenAnAgentIsInUserCode() throws InterruptedException {
        // given
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        run(new ScriptedAgent("busy").onWork(() -> {
            entered.countDown();
            awaitUninterruptibly(mayReturn);
            return 0;
        }));
        entered.await();

        // when
        boolean idle = scheduler.awaitIdle(Duration.ofMillis(20));

        // then
        assertThat(idle).isFalse();

        // when
        mayReturn.countDown();

        // then
        awaitIdle();
    }

    @Test
    void shouldNotBeIdleWhenAnAgentAlwaysFindsWork() throws InterruptedException {
        // given
        AtomicBoolean goOn = new AtomicBoolean(true);
        run(new ScriptedAgent("busy").onWork(() -> goOn.get() ? 1 : 0));

        // when / then
        assertThat(scheduler.awaitIdle(Duration.ofMillis(20))).isFalse();
        goOn.set(false);
        awaitIdle();
    }

    @Test
    void shouldBeIdleWhenAnAgentSleepsInVirtualTime() throws InterruptedException {
        // given
        AtomicInteger slept = new AtomicInteger();
        run(new ScriptedAgent("sleeper").onWork(() -> {
            if (slept.get() > 0) {
                return 0;
            }
            sleepUntil(100);
            return slept.incrementAndGet();
        }));

        // when
        awaitIdle();

        // then
        assertThat(slept).hasValue(0);

        // when
        pass(Duration.ofNanos(99));

        // then
        assertThat(slept).hasValue(0);

        // when: idle only when the sleeper has done what comes after its sleep
        pass(Duration.ofNanos(1));

        // then
        assertThat(slept).hasValue(1);
    }

    @Test
    void shouldFinishTheWorkAfterASleepWhenAskedForIdleness() throws InterruptedException {
        // given: each sleep ends in work for another agent
        int naps = 200;
        AtomicInteger queue = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicInteger nap = new AtomicInteger();
        AgentHandle worker = run(new ScriptedAgent("worker").onWork(() -> {
            int found = queue.getAndSet(0);
            done.addAndGet(found);
            return found;
        }));
        run(new ScriptedAgent("sleeper").onWork(() -> {
            if (nap.get() == naps) {
                return 0;
            }
            sleepUntil(clock.nanoTime() + 10);
            nap.incrementAndGet();
            queue.incrementAndGet();
            worker.signal();
            return 1;
        }));
        awaitIdle();

        for (int i = 1; i <= naps; i++) {
            // when
            pass(Duration.ofNanos(10));

            // then
            assertThat(done).hasValue(i);
        }
    }

    private void sleepUntil(long deadlineNs) {
        try {
            ((DedicatedScheduler) scheduler).sleepUntil(clock, deadlineNs);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void shouldSleepWhenTheThreadIsNoAgents() throws InterruptedException {
        // given
        clock.advance(10);

        // when / then: no agent, no bookkeeping, no failure
        ((DedicatedScheduler) scheduler).sleepUntil(clock, 10);
    }

    @Test
    void shouldSeeAllWorkDoneWhenIdleAgainAndAgain() throws InterruptedException {
        // given: a chain of agents fed from outside, and a poller that disturbs
        int stages = 4;
        AtomicInteger[] inbox = new AtomicInteger[stages + 1];
        AgentHandle[] handles = new AgentHandle[stages];
        ScriptedAgent[] chain = new ScriptedAgent[stages];
        inbox[stages] = new AtomicInteger();
        for (int i = stages - 1; i >= 0; i--) {
            int self = i;
            inbox[i] = new AtomicInteger();
            chain[i] = new ScriptedAgent("stage-" + i).onWork(() -> {
                int found = inbox[self].getAndSet(0);
                if (found > 0) {
                    inbox[self + 1].addAndGet(found);
                    if (self + 1 < stages) {
                        handles[self + 1].signal();
                    }
                }
                return found;
            });
            handles[i] = scheduler.add(chain[i]);
        }
        scheduler.start(List.of(chain));
        run(new ScriptedAgent("poller").withIdlePollNs(20_000));

        for (int round = 1; round <= 2_000; round++) {
            // when
            inbox[0].incrementAndGet();
            handles[0].signal();
            awaitIdle();

            // then
            assertThat(inbox[stages]).hasValue(round);
        }
    }

    @Test
    void shouldStopWaitingWhenTheWaiterIsInterrupted() {
        // given
        AtomicBoolean goOn = new AtomicBoolean(true);
        run(new ScriptedAgent("busy").onWork(() -> goOn.get() ? 1 : 0));

        // when
        Thread.currentThread().interrupt();

        // then
        assertThatThrownBy(() -> scheduler.awaitIdle(Duration.ofSeconds(30))).isInstanceOf(InterruptedException.class);
        goOn.set(false);
    }

    // --- interrupts ---

    @Test
    void shouldParkAllTheSameWhenUserCodeLeavesAnInterruptBehind() throws InterruptedException {
        // given
        AtomicBoolean first = new AtomicBoolean(true);
        ScriptedAgent agent = new ScriptedAgent("careless").onWork(() -> {
            if (first.getAndSet(false)) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });

        // when / then
        assertThat(roundsOfAHundredSignals(agent)).isLessThan(1_000);
    }

    /**
     * How often an agent without work is called while it is signalled a hundred times. Each signal makes it look twice,
     * or four times if it comes while the agent is about to park; one that doesn't park looks thousands of times.
     */
    private int roundsOfAHundredSignals(ScriptedAgent agent) throws InterruptedException {
        run(agent);
        for (int i = 0; i < 100; i++) {
            awaitIdle();
        }
        return agent.rounds();
    }

    @Test
    void shouldNotInterruptAnAgentWhenItEndsWithinTheGrace() throws InterruptedException {
        // given
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        ScriptedAgent agent = new ScriptedAgent("busy")
                .onWork(() -> {
                    entered.countDown();
                    try {
                        mayReturn.await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                    return 1;
                })
                .onStop(() ->
                        interrupted.compareAndSet(false, Thread.currentThread().isInterrupted()));
        run(agent);
        entered.await();
        Thread controller = Thread.currentThread();
        Thread helper = new Thread(
                () -> {
                    Await.until(
                            () -> controller.getState() == Thread.State.TIMED_WAITING,
                            () -> "stop waits for nothing: " + controller.getState());
                    mayReturn.countDown();
                },
                "helper");
        helper.start();

        // when
        List<AgentScheduler.StuckAgent> stuck = scheduler.stop(List.of(agent), LONG_GRACE);

        // then
        assertThat(stuck).isEmpty();
        assertThat(interrupted).isFalse();
        assertThat(agent.calls()).endsWith("stop");
        assertThat(agent.rounds()).isEqualTo(1);
        Await.end(helper);
    }

    @Test
    void shouldInterruptABlockedAgentWhenTheGraceIsOver() throws InterruptedException {
        // given
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ScriptedAgent agent = new ScriptedAgent("blocked").onWork(() -> {
            entered.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted in user code", e);
            }
            return 0;
        });
        run(agent);
        entered.await();

        // when
        List<AgentScheduler.StuckAgent> stuck = scheduler.stop(List.of(agent), Duration.ZERO);

        // then
        Await.end(threadOf(agent));
        assertThat(stuck).isEmpty();
        assertThat(agent.calls()).containsExactly("start", "work", "stop");
        assertThat(errors.all()).containsExactly("blocked: interrupted in user code");
    }

    @Test
    void shouldReportAnAgentWhenItDoesNotEndEvenThoughInterrupted() throws InterruptedException {
        // given
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        ScriptedAgent deaf = new ScriptedAgent("deaf").onWork(() -> {
            entered.countDown();
            awaitUninterruptibly(mayReturn);
            return 0;
        });
        ScriptedAgent obedient = new ScriptedAgent("obedient");
        run(deaf);
        run(obedient);
        entered.await();

        // when
        List<AgentScheduler.StuckAgent> stuck = scheduler.stop(List.of(obedient, deaf), Duration.ZERO);

        // then
        assertThat(stuck).hasSize(1);
        assertThat(stuck.get(0).name()).isEqualTo("deaf");
        assertThat(stuck.get(0).stack()).anyMatch(line -> line.contains("awaitUninterruptibly"));
        assertThat(obedient.calls()).endsWith("stop");

        // and it still ends properly when it returns at last
        mayReturn.countDown();
        Await.end(threadOf(deaf));
        assertThat(deaf.calls()).endsWith("stop");
    }

    /** Waits on in spite of interrupts, which is what some tests are about. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                open = latch.getCount() == 0;
            }
        }
    }

    @Test
    void shouldKeepTheInterruptWhenTheStoppingThreadIsInterrupted() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");
        run(agent);
        awaitIdle();

        // when
        Thread.currentThread().interrupt();
        scheduler.stop(List.of(agent), LONG_GRACE);

        // then
        assertThat(Thread.interrupted()).isTrue();
        Await.end(threadOf(agent));
        assertThat(agent.calls()).endsWith("stop");
    }

    @Test
    void shouldIgnoreTheClockWhenClosed() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");
        run(agent);
        awaitIdle();
        scheduler.close();
        int rounds = agent.rounds();

        // when
        clock.advance(1_000);

        // then
        assertThat(agent.rounds()).isEqualTo(rounds);
        Await.end(threadOf(agent));
    }
}
