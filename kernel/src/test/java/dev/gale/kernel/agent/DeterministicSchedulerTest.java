package dev.gale.kernel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeterministicSchedulerTest extends AgentSchedulerContract {
    private static final long MOST_STEPS = 10_000;

    @Override
    AgentScheduler newScheduler() {
        return newScheduler(1);
    }

    private DeterministicScheduler newScheduler(long seed) {
        return new DeterministicScheduler(clock, seed, MOST_STEPS, errors, hook);
    }

    private DeterministicScheduler deterministic() {
        return (DeterministicScheduler) scheduler;
    }

    @Override
    void pass(Duration duration) {
        deterministic().advance(duration);
    }

    @Test
    void shouldRepeatTheOrderWhenTheSeedIsTheSame() {
        assertThat(orderOf(17)).isEqualTo(orderOf(17));
    }

    @Test
    void shouldChangeTheOrderWhenTheSeedDiffers() {
        assertThat(orderOf(17)).isNotEqualTo(orderOf(18));
    }

    /** In which order five agents get ten turns each. */
    private List<String> orderOf(long seed) {
        List<String> order = new ArrayList<>();
        try (DeterministicScheduler seeded = newScheduler(seed)) {
            List<ScriptedAgent> agents = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String name = "agent-" + i;
                AtomicInteger turns = new AtomicInteger(10);
                agents.add(new ScriptedAgent(name).onWork(() -> {
                    order.add(name);
                    return turns.decrementAndGet();
                }));
            }
            agents.forEach(seeded::add);
            seeded.start(agents);
            seeded.runUntilIdle();
        }
        assertThat(order).hasSize(50);
        return order;
    }

    @Test
    void shouldDoNothingWhenAStepIsMadeAndAllAreIdle() {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");
        run(agent);

        // when
        boolean first = deterministic().step();
        boolean second = deterministic().step();

        // then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(agent.rounds()).isEqualTo(1);
        assertThat(deterministic().steps()).isEqualTo(1);
    }

    @Test
    void shouldNotRunAnAgentAgainWhenItWasNotSignalled() throws InterruptedException {
        // given
        AtomicInteger queue = new AtomicInteger();
        run(new ScriptedAgent("a").onWork(() -> queue.getAndSet(0)));
        awaitIdle();

        // when: somebody forgets to signal
        queue.set(1);
        awaitIdle();
        pass(Duration.ofHours(1));

        // then
        assertThat(queue).hasValue(1);
    }

    @Test
    void shouldRunAnAgentOnceMoreWhenItSignalsItselfWithoutDoneWork() throws InterruptedException {
        // given
        AtomicInteger left = new AtomicInteger(3);
        AgentHandle[] self = new AgentHandle[1];
        ScriptedAgent agent = new ScriptedAgent("a").onWork(() -> {
            if (left.get() > 0 && left.decrementAndGet() > 0) {
                self[0].signal();
            }
            return 0;
        });
        self[0] = scheduler.add(agent);

        // when
        scheduler.start(List.of(agent));
        awaitIdle();

        // then
        assertThat(left).hasValue(0);
        assertThat(agent.rounds()).isEqualTo(3);
    }

    @Test
    void shouldMeetDeadlinesInTheirOrderWhenTimePassesOverSeveral() {
        // given
        List<String> met = new ArrayList<>();
        for (long due : new long[] {300, 100, 200}) {
            AtomicLong deadline = new AtomicLong(due);
            run(new ScriptedAgent("due-" + due).withDeadlineNs(deadline::get).onWork(() -> {
                if (clock.nanoTime() < deadline.get()) {
                    return 0;
                }
                met.add(due + " at " + clock.nanoTime());
                deadline.set(Agent.NEVER);
                return 1;
            }));
        }

        // when
        pass(Duration.ofNanos(1_000));

        // then
        assertThat(met).containsExactly("100 at 100", "200 at 200", "300 at 300");
        assertThat(clock.nanoTime()).isEqualTo(1_000);
    }

    @Test
    void shouldMeetEveryDeadlineWhenOneSetsTheNext() {
        // given
        AtomicLong due = new AtomicLong(250);
        List<Long> ticks = new ArrayList<>();
        run(new ScriptedAgent("ticker").withDeadlineNs(due::get).onWork(() -> {
            if (clock.nanoTime() < due.get()) {
                return 0;
            }
            ticks.add(clock.nanoTime());
            due.addAndGet(250);
            return 1;
        }));

        // when
        pass(Duration.ofNanos(1_000));

        // then
        assertThat(ticks).containsExactly(250L, 500L, 750L, 1_000L);
    }

    @Test
    void shouldPollAgainAndAgainWhenTimePasses() throws InterruptedException {
        // given
        ScriptedAgent poller = new ScriptedAgent("spout").withIdlePollNs(1_000);
        run(poller);
        awaitIdle();
        int rounds = poller.rounds();

        // when
        pass(Duration.ofMillis(100));

        // then: every 10 ms, whatever shorter poll it asks for, and once before time begins to pass
        assertThat(poller.rounds() - rounds).isBetween(10, 12);
    }

    @Test
    void shouldPollMoreRarelyWhenTheIntervalIsSet() throws InterruptedException {
        // given
        ScriptedAgent poller = new ScriptedAgent("spout").withIdlePollNs(1_000);
        deterministic().setPollInterval(Duration.ofMillis(50));
        run(poller);
        awaitIdle();
        int rounds = poller.rounds();

        // when
        pass(Duration.ofMillis(200));

        // then
        assertThat(poller.rounds() - rounds).isBetween(4, 6);
    }

    @Test
    void shouldNotPollWhenTheAgentDoesNotAskForIt() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("bolt");
        run(agent);
        run(new ScriptedAgent("spout").withIdlePollNs(1_000));
        awaitIdle();
        int rounds = agent.rounds();

        // when
        pass(Duration.ofMillis(100));

        // then
        assertThat(agent.rounds()).isEqualTo(rounds);
    }

    @Test
    void shouldNotRunAnAgentWhenItSleepsInUserCode() throws InterruptedException {
        // given
        List<Long> worked = new ArrayList<>();
        AgentHandle handle = run(new ScriptedAgent("sleeper").onWork(() -> {
            worked.add(clock.nanoTime());
            if (worked.size() == 1) {
                deterministic().sleepCurrent(500);
                return 1;
            }
            return 0;
        }));
        awaitIdle();

        // when
        handle.signal();
        awaitIdle();
        pass(Duration.ofNanos(499));

        // then
        assertThat(worked).containsExactly(0L);

        // when
        pass(Duration.ofNanos(1));

        // then
        assertThat(worked).containsExactly(0L, 500L);
    }

    @Test
    void shouldAddUpSleepsWhenUserCodeSleepsTwiceInOneCall() {
        // given
        List<Long> worked = new ArrayList<>();
        run(new ScriptedAgent("sleeper").onWork(() -> {
            worked.add(clock.nanoTime());
            if (worked.size() == 1) {
                deterministic().sleepCurrent(300);
                deterministic().sleepCurrent(400);
            }
            return 0;
        }));

        // when
        pass(Duration.ofNanos(10_000));

        // then
        assertThat(worked).containsExactly(0L, 700L);
    }

    @Test
    void shouldKeepOthersRunningWhenOneSleeps() throws InterruptedException {
        // given
        run(new ScriptedAgent("sleeper").onWork(() -> {
            deterministic().sleepCurrent(1_000_000);
            return 1;
        }));
        ScriptedAgent awake = new ScriptedAgent("awake");
        AgentHandle handle = run(awake);
        awaitIdle();
        int rounds = awake.rounds();

        // when
        handle.signal();
        awaitIdle();

        // then
        assertThat(awake.rounds()).isEqualTo(rounds + 1);
    }

    @Test
    void shouldAdvanceTheClockWhenASleepIsNotAnAgents() {
        // given
        AtomicInteger met = new AtomicInteger();
        run(alarm("alarm", new AtomicLong(40), met));

        // when
        deterministic().sleepCurrent(50);

        // then
        assertThat(clock.nanoTime()).isEqualTo(50);
        assertThat(met).hasValue(1);
    }

    @Test
    void shouldNameTheAgentWhenItNeverGetsIdle() {
        // given
        AtomicBoolean busy = new AtomicBoolean(true);
        run(new ScriptedAgent("busy").onWork(() -> busy.get() ? 1 : 0));
        run(new ScriptedAgent("quiet"));

        // when / then
        assertThatThrownBy(() -> deterministic().runUntilIdle())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("still not idle after " + MOST_STEPS + " steps")
                .hasMessageContaining("[busy]");

        // and when it gets reasonable, all is well again
        busy.set(false);
        deterministic().runUntilIdle();
    }

    @Test
    void shouldGiveUpWhenAnAgentIsBusyWhileTimePasses() {
        // given
        run(new ScriptedAgent("busy-later").withDeadlineNs(() -> 10).onWork(() -> clock.nanoTime() < 10 ? 0 : 1));

        // when / then
        assertThatThrownBy(() -> pass(Duration.ofNanos(20)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("still not idle after " + MOST_STEPS + " steps");
        assertThat(clock.nanoTime()).isEqualTo(10);
    }

    @Test
    void shouldRunOnTheCallingThreadWhenStepped() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");

        // when
        run(agent);
        awaitIdle();
        stop(agent);

        // then
        assertThat(agent.threads()).containsExactly(Thread.currentThread());
    }

    @Test
    void shouldNotWorkWhenStoppedBeforeItsTurn() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");
        run(agent);

        // when
        stop(agent);
        awaitIdle();

        // then
        assertThat(agent.calls()).containsExactly("start", "stop");
    }

    @Test
    void shouldStopInTheOrderGivenWhenSeveralAreStopped() {
        // given
        List<String> stopped = new ArrayList<>();
        ScriptedAgent one = new ScriptedAgent("one").onStop(() -> stopped.add("one"));
        ScriptedAgent two = new ScriptedAgent("two").onStop(() -> stopped.add("two"));
        run(one);
        run(two);

        // when
        stop(two, one);

        // then
        assertThat(stopped).containsExactly("two", "one");
    }
}
