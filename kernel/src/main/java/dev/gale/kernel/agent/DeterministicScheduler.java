package dev.gale.kernel.agent;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs all agents on the calling thread, one {@link Agent#doWork} at a time, in an order drawn from a seed and in
 * virtual time. The same seed gives the same run.
 *
 * <p>An agent is run again only after it did something, was signalled, met a deadline or was due for a poll: a signal
 * that is forgotten somewhere shows as an agent that stands still, as it would with threads.
 *
 * <p>Confined to one thread, but for {@link #threads}; agents may add signals from within their work.
 */
public final class DeterministicScheduler implements AgentScheduler {
    /** What {@link #threads} calls the thread that steps. */
    public static final String CALLER = "caller";

    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private final ManualClock clock;
    private final SplitMix64 random;
    private final ErrorHandler errorHandler;
    private final ThreadHook threadHook;
    private final long maxStepsPerRun;
    /** Changed by the thread that steps; read by any. */
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private final List<Entry> ready = new ArrayList<>();
    private Entry running;
    private long steps;
    private long pollIntervalNs = POLL_INTERVAL.toNanos();
    private long nextPollNs;

    /**
     * @param maxStepsPerRun after how many steps {@link #runUntilIdle} gives up with an error: agents that never get
     *     idle would keep a test for ever
     */
    public DeterministicScheduler(
            ManualClock clock, long seed, long maxStepsPerRun, ErrorHandler errorHandler, ThreadHook threadHook) {
        this.clock = clock;
        this.random = new SplitMix64(seed);
        this.maxStepsPerRun = maxStepsPerRun;
        this.errorHandler = errorHandler;
        this.threadHook = threadHook;
    }

    /**
     * Sets how much virtual time passes between two looks of an idle agent that polls; 10 ms unless set. Rarer looks make
     * long stretches of time cheaper.
     */
    public void setPollInterval(Duration interval) {
        pollIntervalNs = interval.toNanos();
    }

    @Override
    public AgentHandle add(Agent agent) {
        Entry entry = new Entry(agent);
        entries.add(entry);
        return entry;
    }

    @Override
    public void start(List<? extends Agent> agents) {
        for (Agent agent : agents) {
            Entry entry = entryOf(agent);
            entry.started = true;
            guarded(entry, agent::onStart);
            entry.signal();
        }
    }

    @Override
    public List<StuckAgent> stop(List<? extends Agent> agents, Duration grace) {
        for (Agent agent : agents) {
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                if (entry.agent == agent) {
                    entries.remove(i);
                    ready.remove(entry);
                    if (entry.started && !entry.ended) {
                        entry.ended = true;
                        guarded(entry, agent::onStop);
                    }
                    break;
                }
            }
        }
        return List.of();
    }

    /**
     * Lets one randomly chosen agent that may have work do some.
     *
     * @return false when no agent may have work
     */
    public boolean step() {
        if (ready.isEmpty()) {
            return false;
        }
        int index = random.nextInt(ready.size());
        Entry entry = ready.get(index);
        steps++;
        entry.signalled = false;
        int[] work = new int[1];
        guarded(entry, () -> work[0] = entry.agent.doWork());
        if (!entry.isRunnable() || (work[0] == 0 && !entry.signalled)) {
            entry.isReady = false;
            ready.remove(entry);
        }
        return true;
    }

    /** Steps until no agent has anything to do at the present time; agents that poll have polled in vain. */
    public void runUntilIdle() {
        wakePollers();
        runUntilIdleNow();
    }

    /**
     * Lets time pass, stopping at each deadline, wake-up and poll on the way to run what is due, until everything is
     * idle at the end.
     */
    public void advance(Duration duration) {
        runUntilIdle();
        long targetNs = clock.nanoTime() + duration.toNanos();
        while (true) {
            long nextNs = Math.min(targetNs, nextEventNs());
            clock.advance(Math.max(0, nextNs - clock.nanoTime()));
            wakeDue();
            runUntilIdleNow();
            if (clock.nanoTime() >= targetNs) {
                return;
            }
        }
    }

    private void runUntilIdleNow() {
        long last = steps + maxStepsPerRun;
        while (step()) {
            if (steps >= last) {
                throw new IllegalStateException("still not idle after " + maxStepsPerRun
                        + " steps without time passing; an agent that always finds work: "
                        + ready.stream().map(e -> e.agent.name()).toList());
            }
        }
    }

    /** When, after now, something becomes due: a deadline, the end of a sleep, a poll. */
    private long nextEventNs() {
        long nowNs = clock.nanoTime();
        long next = Agent.NEVER;
        boolean polls = false;
        for (Entry entry : entries) {
            if (!entry.started || entry.ended) {
                continue;
            }
            if (entry.asleepUntilNs > nowNs) {
                next = Math.min(next, entry.asleepUntilNs);
                continue;
            }
            next = Math.min(next, Math.max(nowNs + 1, entry.agent.nextDeadlineNs()));
            polls |= entry.agent.idlePollNs() != Agent.NEVER;
        }
        if (polls) {
            if (nextPollNs <= nowNs) {
                nextPollNs = nowNs + pollIntervalNs;
            }
            next = Math.min(next, nextPollNs);
        }
        return next;
    }

    private void wakeDue() {
        long nowNs = clock.nanoTime();
        boolean pollDue = nowNs >= nextPollNs;
        for (Entry entry : entries) {
            if (!entry.started || entry.ended || entry.asleepUntilNs > nowNs) {
                continue;
            }
            boolean wokeUp = entry.asleepUntilNs != 0;
            entry.asleepUntilNs = 0;
            if (wokeUp
                    || entry.agent.nextDeadlineNs() <= nowNs
                    || (pollDue && entry.agent.idlePollNs() != Agent.NEVER)) {
                entry.signal();
            }
        }
    }

    private void wakePollers() {
        for (Entry entry : entries) {
            if (entry.isRunnable() && entry.agent.idlePollNs() != Agent.NEVER) {
                entry.signal();
            }
        }
    }

    /**
     * What a sleep in user code means here: the thread can't wait for a time that only it can advance, so the call
     * returns at once and the agent isn't run again before its time has come. Outside of an agent the clock is
     * advanced.
     */
    public void sleepCurrent(long nanos) {
        if (running == null) {
            advance(Duration.ofNanos(nanos));
        } else {
            long fromNs = Math.max(clock.nanoTime(), running.asleepUntilNs);
            // As good as for ever, but not past the end of time.
            running.asleepUntilNs = nanos > Agent.NEVER - 1 - fromNs ? Agent.NEVER - 1 : fromNs + nanos;
        }
    }

    /** How many steps have been made since the start. */
    public long steps() {
        return steps;
    }

    /** One at most, {@link #CALLER}: whoever steps runs everything. */
    @Override
    public List<RunningThread> threads() {
        List<Agent> agents = entries.stream()
                .filter(entry -> entry.started && !entry.ended)
                .map(entry -> entry.agent)
                .toList();
        return agents.isEmpty() ? List.of() : List.of(new RunningThread(CALLER, agents));
    }

    @Override
    public boolean awaitIdle(Duration limit) {
        runUntilIdle();
        return true;
    }

    @Override
    public void close() {
        stop(entries.stream().map(e -> e.agent).toList(), Duration.ZERO);
    }

    private void guarded(Entry entry, Runnable call) {
        Entry outer = running;
        running = entry;
        threadHook.enter();
        try {
            call.run();
        } catch (Throwable error) {
            errorHandler.onAgentError(entry.agent, error);
            if (!entry.ended) {
                entry.ended = true;
                try {
                    entry.agent.onStop();
                } catch (Throwable second) {
                    errorHandler.onAgentError(entry.agent, second);
                }
            }
        } finally {
            threadHook.exit();
            running = outer;
        }
    }

    private Entry entryOf(Agent agent) {
        for (Entry entry : entries) {
            if (entry.agent == agent) {
                return entry;
            }
        }
        throw new IllegalStateException("agent " + agent.name() + " must be added before it is started");
    }

    private final class Entry implements AgentHandle {
        private final Agent agent;
        /** Both read by any thread. */
        private volatile boolean started;

        private volatile boolean ended;
        private boolean isReady;
        private boolean signalled;
        /** 0 when not asleep. */
        private long asleepUntilNs;

        Entry(Agent agent) {
            this.agent = agent;
        }

        boolean isRunnable() {
            return started && !ended && asleepUntilNs <= clock.nanoTime();
        }

        @Override
        public void signal() {
            signalled = true;
            if (!isReady && isRunnable()) {
                isReady = true;
                ready.add(this);
            }
        }
    }
}
