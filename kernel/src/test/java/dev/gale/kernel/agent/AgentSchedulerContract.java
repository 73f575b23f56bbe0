package dev.gale.kernel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.kernel.time.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every scheduler owes its agents. In virtual time, so that both kinds are told alike when time passes. */
@Timeout(60)
abstract class AgentSchedulerContract {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(10);

    final ManualClock clock = new ManualClock();
    final RecordingErrors errors = new RecordingErrors();
    final CountingHook hook = new CountingHook();
    AgentScheduler scheduler;

    abstract AgentScheduler newScheduler();

    /** Lets virtual time pass and everything that is due because of it happen. */
    abstract void pass(Duration duration) throws InterruptedException;

    @BeforeEach
    void makeScheduler() {
        scheduler = newScheduler();
    }

    @AfterEach
    void closeScheduler() {
        scheduler.close();
    }

    final AgentHandle run(ScriptedAgent agent) {
        AgentHandle handle = scheduler.add(agent);
        scheduler.start(List.of(agent));
        return handle;
    }

    final void awaitIdle() throws InterruptedException {
        assertThat(scheduler.awaitIdle(LIMIT)).isTrue();
    }

    final void stop(ScriptedAgent... agents) {
        assertThat(scheduler.stop(List.of(agents), GRACE)).isEmpty();
    }

    @Test
    void shouldNotCallAnAgentWhenItIsOnlyAdded() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("waiting");

        // when
        scheduler.add(agent).signal();
        awaitIdle();

        // then
        assertThat(agent.calls()).isEmpty();
    }

    @Test
    void shouldCallStartWorkAndStopInThisOrderWhenRunAndStopped() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");

        // when
        run(agent);
        awaitIdle();
        stop(agent);

        // then
        assertThat(agent.calls()).containsExactly("start", "work", "stop");
        assertThat(agent.threads()).hasSize(1);
    }

    @Test
    void shouldTellTheThreadOfAnAgentWhileItRuns() throws InterruptedException {
        // given
        ScriptedAgent one = new ScriptedAgent("one");
        ScriptedAgent other = new ScriptedAgent("other");
        scheduler.add(one);
        scheduler.add(other);
        assertThat(agentsOnThreads()).isEmpty();

        // when
        scheduler.start(List.of(one));
        awaitIdle();

        // then
        assertThat(agentsOnThreads()).containsExactly(one);
        assertThat(scheduler.threads().get(0).name()).isNotEmpty();
        scheduler.start(List.of(other));
        awaitIdle();
        assertThat(agentsOnThreads()).containsExactlyInAnyOrder(one, other);
        stop(one);
        assertThat(agentsOnThreads()).containsExactly(other);
    }

    private List<Agent> agentsOnThreads() {
        return scheduler.threads().stream()
                .flatMap(thread -> thread.agents().stream())
                .toList();
    }

    @Test
    void shouldGoOnCallingWhenTheAgentFindsWork() throws InterruptedException {
        // given
        AtomicInteger left = new AtomicInteger(100);

        // when
        run(new ScriptedAgent("a").onWork(() -> left.getAndUpdate(n -> Math.max(0, n - 1))));
        awaitIdle();

        // then
        assertThat(left).hasValue(0);
    }

    @Test
    void shouldFindTheWorkWhenAnIdleAgentIsSignalled() throws InterruptedException {
        // given
        AtomicInteger queue = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        AgentHandle handle = run(new ScriptedAgent("a").onWork(() -> {
            int found = queue.getAndSet(0);
            taken.addAndGet(found);
            return found;
        }));
        awaitIdle();

        // when
        queue.set(3);
        handle.signal();
        awaitIdle();

        // then
        assertThat(taken).hasValue(3);
    }

    @Test
    void shouldPassWorkAlongWhenAgentsSignalEachOther() throws InterruptedException {
        // given
        int agents = 5;
        AtomicInteger[] inbox = new AtomicInteger[agents + 1];
        AgentHandle[] handles = new AgentHandle[agents];
        ScriptedAgent[] line = new ScriptedAgent[agents];
        for (int i = 0; i <= agents; i++) {
            inbox[i] = new AtomicInteger();
        }
        for (int i = 0; i < agents; i++) {
            int self = i;
            line[i] = new ScriptedAgent("stage-" + i).onWork(() -> {
                int found = inbox[self].getAndSet(0);
                if (found > 0) {
                    inbox[self + 1].addAndGet(found);
                    if (self + 1 < agents) {
                        handles[self + 1].signal();
                    }
                }
                return found;
            });
            handles[i] = scheduler.add(line[i]);
        }
        scheduler.start(List.of(line));

        // when
        for (int i = 0; i < 50; i++) {
            inbox[0].incrementAndGet();
            handles[0].signal();
        }
        awaitIdle();

        // then
        assertThat(inbox[agents]).hasValue(50);
    }

    @Test
    void shouldNotCallBeforeTheDeadlineWhenTimePasses() throws InterruptedException {
        // given
        AtomicLong due = new AtomicLong(1_000);
        AtomicInteger met = new AtomicInteger();
        run(alarm("alarm", due, met));
        awaitIdle();

        // when
        pass(Duration.ofNanos(999));

        // then
        assertThat(met).hasValue(0);

        // when
        pass(Duration.ofNanos(1));

        // then
        assertThat(met).hasValue(1);
        assertThat(due).hasValue(Agent.NEVER);
    }

    /** An agent that notes how often its deadline has come, and then has none. */
    final ScriptedAgent alarm(String name, AtomicLong due, AtomicInteger met) {
        return new ScriptedAgent(name).withDeadlineNs(due::get).onWork(() -> {
            if (clock.nanoTime() < due.get()) {
                return 0;
            }
            due.set(Agent.NEVER);
            return met.incrementAndGet();
        });
    }

    @Test
    void shouldAskAPollingAgentOnceMoreWhenAskedForIdleness() throws InterruptedException {
        // given: a source that nobody signals
        Queue<String> source = new ArrayDeque<>();
        AtomicInteger found = new AtomicInteger();
        run(new ScriptedAgent("spout")
                .withIdlePollNs(Duration.ofHours(1).toNanos())
                .onWork(() -> {
                    synchronized (source) {
                        return source.poll() == null ? 0 : found.incrementAndGet();
                    }
                }));
        awaitIdle();

        // when
        synchronized (source) {
            source.addAll(List.of("a", "b", "c"));
        }
        awaitIdle();

        // then
        assertThat(found).hasValue(3);
    }

    @Test
    void shouldReportAndStopAnAgentWhenItsWorkThrows() throws InterruptedException {
        // given
        ScriptedAgent broken = new ScriptedAgent("broken").onWork(() -> {
            throw new IllegalStateException("no luck");
        });

        // when
        AgentHandle handle = run(broken);
        awaitIdle();
        handle.signal();
        awaitIdle();

        // then
        assertThat(errors.all()).containsExactly("broken: no luck");
        assertThat(broken.calls()).containsExactly("start", "work", "stop");
        assertThat(broken.rounds()).isEqualTo(1);
    }

    @Test
    void shouldReportAndStopAnAgentWhenItsWorkThrowsAnError() throws InterruptedException {
        // given
        ScriptedAgent broken = new ScriptedAgent("broken").onWork(() -> {
            throw new AssertionError("an Error");
        });

        // when
        run(broken);
        awaitIdle();

        // then
        assertThat(errors.all()).containsExactly("broken: an Error");
        assertThat(broken.calls()).containsExactly("start", "work", "stop");
    }

    @Test
    void shouldNeverWorkWhenTheStartThrows() throws InterruptedException {
        // given
        ScriptedAgent broken = new ScriptedAgent("broken").onStart(() -> {
            throw new IllegalStateException("can't start");
        });

        // when
        run(broken);
        awaitIdle();

        // then
        assertThat(errors.all()).containsExactly("broken: can't start");
        assertThat(broken.calls()).containsExactly("start", "stop");
    }

    @Test
    void shouldReportBothWhenStopThrowsToo() throws InterruptedException {
        // given
        ScriptedAgent broken = new ScriptedAgent("broken")
                .onWork(() -> {
                    throw new IllegalStateException("first");
                })
                .onStop(() -> {
                    throw new IllegalStateException("second");
                });

        // when
        run(broken);
        awaitIdle();

        // then
        assertThat(errors.all()).containsExactly("broken: first", "broken: second");
    }

    @Test
    void shouldCallStopOnlyOnceWhenAnAgentHasEndedByItself() throws InterruptedException {
        // given
        AtomicInteger stops = new AtomicInteger();
        ScriptedAgent broken = new ScriptedAgent("broken")
                .onWork(() -> {
                    throw new IllegalStateException("no luck");
                })
                .onStop(stops::incrementAndGet);
        run(broken);
        awaitIdle();

        // when
        stop(broken);
        stop(broken);

        // then
        assertThat(stops).hasValue(1);
    }

    @Test
    void shouldRunTheOthersWhenOneAgentThrows() throws InterruptedException {
        // given
        AtomicInteger queue = new AtomicInteger();
        ScriptedAgent sound = new ScriptedAgent("sound").onWork(() -> queue.getAndSet(0));
        ScriptedAgent broken = new ScriptedAgent("broken").onWork(() -> {
            throw new IllegalStateException("no luck");
        });
        AgentHandle handle = run(sound);
        run(broken);
        awaitIdle();

        // when
        queue.set(5);
        handle.signal();
        awaitIdle();

        // then
        assertThat(queue).hasValue(0);
        assertThat(sound.calls()).containsExactly("start", "work");
    }

    @Test
    void shouldReportWhatStopThrowsWhenStopped() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("a").onStop(() -> {
            throw new IllegalStateException("can't stop");
        });
        run(agent);
        awaitIdle();

        // when
        stop(agent);

        // then
        assertThat(errors.all()).containsExactly("a: can't stop");
    }

    @Test
    void shouldNotCallStopWhenTheAgentWasNeverStarted() {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");
        scheduler.add(agent);

        // when
        stop(agent);

        // then
        assertThat(agent.calls()).isEmpty();
    }

    @Test
    void shouldIgnoreASignalWhenTheAgentIsStopped() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");
        AgentHandle handle = run(agent);
        awaitIdle();
        stop(agent);
        int rounds = agent.rounds();

        // when
        handle.signal();
        awaitIdle();

        // then
        assertThat(agent.rounds()).isEqualTo(rounds);
    }

    @Test
    void shouldRunAnAgentAnewWhenItIsAddedAgainAfterItsStop() throws InterruptedException {
        // given
        ScriptedAgent agent = new ScriptedAgent("a");
        run(agent);
        awaitIdle();
        stop(agent);

        // when
        run(agent);
        awaitIdle();

        // then
        assertThat(agent.calls()).containsExactly("start", "work", "stop", "start", "work");
    }

    @Test
    void shouldStopOnlyThoseThatAreNamedWhenSeveralRun() throws InterruptedException {
        // given
        ScriptedAgent one = new ScriptedAgent("one");
        ScriptedAgent two = new ScriptedAgent("two");
        run(one);
        AgentHandle handle = run(two);
        awaitIdle();

        // when
        stop(one);
        int rounds = two.rounds();
        handle.signal();
        awaitIdle();

        // then
        assertThat(one.calls()).endsWith("stop");
        assertThat(two.calls()).doesNotContain("stop");
        assertThat(two.rounds()).isGreaterThan(rounds);
    }

    @Test
    void shouldStopAllWhenClosed() throws InterruptedException {
        // given
        ScriptedAgent one = new ScriptedAgent("one");
        ScriptedAgent two = new ScriptedAgent("two");
        ScriptedAgent unstarted = new ScriptedAgent("unstarted");
        run(one);
        run(two);
        scheduler.add(unstarted);
        awaitIdle();

        // when
        scheduler.close();
        scheduler.close();

        // then
        assertThat(one.calls()).containsExactly("start", "work", "stop");
        assertThat(two.calls()).containsExactly("start", "work", "stop");
        assertThat(unstarted.calls()).isEmpty();
    }

    @Test
    void shouldRefuseToStartWhenTheAgentWasNotAdded() {
        assertThatThrownBy(() -> scheduler.start(List.of(new ScriptedAgent("stranger"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("agent stranger must be added before it is started");
    }

    @Test
    void shouldBeIdleWhenThereAreNoAgents() throws InterruptedException {
        awaitIdle();
    }

    @Test
    void shouldPutUpTheSurroundingsForEveryCallWhenRunning() throws InterruptedException {
        // given
        AtomicInteger outside = new AtomicInteger();
        Runnable check = () -> {
            if (!hook.isInside()) {
                outside.incrementAndGet();
            }
        };
        ScriptedAgent agent = new ScriptedAgent("a")
                .onStart(check)
                .onStop(check)
                .onWork(() -> {
                    check.run();
                    return 0;
                });

        // when
        run(agent);
        awaitIdle();
        stop(agent);

        // then
        assertThat(outside).hasValue(0);
        assertThat(hook.entered()).isPositive().isEqualTo(hook.left());
    }

    @Test
    void shouldTakeDownTheSurroundingsWhenAnAgentThrows() throws InterruptedException {
        // when
        run(new ScriptedAgent("broken").onWork(() -> {
            throw new IllegalStateException("no luck");
        }));
        awaitIdle();

        // then
        scheduler.close();
        assertThat(hook.entered()).isPositive().isEqualTo(hook.left());
    }
}
