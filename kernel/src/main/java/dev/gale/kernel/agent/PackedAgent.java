package dev.gale.kernel.agent;

import dev.gale.kernel.time.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An agent of a {@link PackedScheduler}, and the thread that it runs on now. One thread at a time runs it, also while it
 * moves from one to another.
 */
final class PackedAgent implements AgentHandle {
    private static final long SHORTEST_COMMON_POLL_NS = TimeUnit.MICROSECONDS.toNanos(500);
    /** A pause this long is one of an agent that has found nothing for some time. */
    private static final long LONG_POLL_NS = TimeUnit.MILLISECONDS.toNanos(8);
    /** Such agents of one thread are asked about a thousand times a second, all together. */
    private static final long POLL_PER_AGENT_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final VarHandle CLAIM;

    static {
        try {
            CLAIM = MethodHandles.lookup().findVarHandle(PackedAgent.class, "claim", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Agent agent;
    private final Clock clock;
    private final AgentScheduler.ErrorHandler errorHandler;
    final CountDownLatch ended = new CountDownLatch(1);
    /** 1 while a thread runs the agent: it may just be moving from one to another. */
    @SuppressWarnings("unused")
    private volatile int claim;
    /** Set by those who signal, cleared by the thread that is about to look for the work. */
    volatile boolean signalled;
    /** Written under the scheduler's lock. */
    volatile Carrier carrier;

    volatile boolean stopping;
    private boolean started;
    /** By the watch: where those are that it shared a thread with before it was left alone, and for how long it was. */
    Carrier neighbours;

    long probationNs;
    /** When it is to be run without a signal; by the thread that runs it. */
    final AtomicLong dueNs = new AtomicLong(Long.MIN_VALUE);

    PackedAgent(Agent agent, Clock clock, AgentScheduler.ErrorHandler errorHandler) {
        this.agent = agent;
        this.clock = clock;
        this.errorHandler = errorHandler;
    }

    @Override
    public void signal() {
        VarHandle.fullFence();
        if (signalled) {
            // Whoever has set it wakes the thread, which clears it before it looks: it will see this work too.
            return;
        }
        signalled = true;
        Carrier target = carrier;
        while (target != null) {
            target.wake();
            Carrier now = carrier;
            // Moved meanwhile: its new thread may have looked before the signal was set.
            target = now == target ? null : now;
        }
    }

    /** Runs the agent if there is a reason to; answers how much it did. On a carrier's thread. */
    int runIfDue(Carrier on, long nowNs) {
        // Moved, while its former thread still goes through its former neighbours: not that one's any more.
        if (carrier != on || (!signalled && dueNs.get() > nowNs)) {
            return 0;
        }
        if (!CLAIM.compareAndSet(this, 0, 1)) {
            return 0;
        }
        on.current = this;
        on.calls.lazySet(on.calls.get() + 1);
        int work = 0;
        try {
            signalled = false;
            work = ended.getCount() == 0 ? 0 : run();
        } finally {
            on.calls.lazySet(on.calls.get() + 1);
            on.current = null;
            CLAIM.setVolatile(this, 0);
            Carrier now = carrier;
            if (now != on) {
                // Moved during the call: its new thread may have looked in vain, since it was claimed.
                signalled = true;
                now.wake();
            }
        }
        return work;
    }

    private int run() {
        try {
            if (!started) {
                started = true;
                agent.onStart();
            }
            int work = stopping ? 0 : agent.doWork();
            if (stopping) {
                end();
                return 1;
            }
            dueNs.lazySet(work > 0 ? Long.MIN_VALUE : nextDueNs());
            return work;
        } catch (Throwable error) {
            errorHandler.onAgentError(agent, error);
            end();
            return 1;
        }
    }

    private long nextDueNs() {
        long poll = agent.idlePollNs();
        long next = agent.nextDeadlineNs();
        return poll == Agent.NEVER ? next : Math.min(next, pollDueNs(clock.nanoTime(), inCrowd(poll)));
    }

    /** Agents that have been silent for long are asked more rarely where there are many of them. */
    private long inCrowd(long pollNs) {
        return pollNs < LONG_POLL_NS ? pollNs : Math.max(pollNs, carrier.entries.length * POLL_PER_AGENT_NS);
    }

    /** Long pauses end at common times, so that one wake-up serves all agents that poll. */
    private static long pollDueNs(long nowNs, long pollNs) {
        if (pollNs < SHORTEST_COMMON_POLL_NS) {
            return nowNs + pollNs;
        }
        long step = Long.highestOneBit(pollNs);
        return (nowNs + pollNs) / step * step;
    }

    private void end() {
        // The interrupt that ended a call isn't meant for the clean-up after it.
        Thread.interrupted();
        try {
            agent.onStop();
        } catch (Throwable error) {
            errorHandler.onAgentError(agent, error);
        } finally {
            dueNs.set(Agent.NEVER);
            // A stray interrupt is not for the agents that go on here.
            Thread.interrupted();
            ended.countDown();
        }
    }
}
