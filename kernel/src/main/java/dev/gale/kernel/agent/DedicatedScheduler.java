package dev.gale.kernel.agent;

import dev.gale.kernel.time.Clock;
import dev.gale.kernel.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread per agent. An idle thread parks at once: with more threads than cores spinning takes the core away from
 * the very thread one waits for.
 *
 * <p>Works with the system clock and with a {@link ManualClock}; with the latter, deadlines are met when the clock is
 * advanced, and idle polls go on in real time.
 */
public final class DedicatedScheduler implements AgentScheduler {
    private static final long LONGEST_PARK_NS = TimeUnit.SECONDS.toNanos(1);

    private final Clock clock;
    private final ErrorHandler errorHandler;
    private final ThreadHook threadHook;
    private final Map<Agent, Runner> runners = new ConcurrentHashMap<>();
    private final Runnable wakeAll = this::signalAll;

    public DedicatedScheduler(Clock clock, ErrorHandler errorHandler, ThreadHook threadHook) {
        this.clock = clock;
        this.errorHandler = errorHandler;
        this.threadHook = threadHook;
        if (clock instanceof ManualClock manual) {
            manual.onAdvance(wakeAll);
        }
    }

    @Override
    public AgentHandle add(Agent agent) {
        Runner runner = new Runner(agent);
        if (runners.putIfAbsent(agent, runner) != null) {
            throw new IllegalStateException("agent " + agent.name() + " was added already");
        }
        return runner;
    }

    @Override
    public void start(List<? extends Agent> agents) {
        for (Agent agent : agents) {
            runnerOf(agent).thread.start();
        }
    }

    @Override
    public List<StuckAgent> stop(List<? extends Agent> agents, Duration grace) {
        List<Runner> stopping = new ArrayList<>();
        for (Agent agent : agents) {
            Runner runner = runners.get(agent);
            if (runner != null) {
                runner.stopping = true;
                runner.signal();
                stopping.add(runner);
            }
        }
        boolean interrupted = joinAll(stopping, grace);
        List<Runner> late = stopping.stream().filter(r -> r.thread.isAlive()).toList();
        late.forEach(r -> r.thread.interrupt());
        interrupted |= joinAll(late, grace.plusMillis(100));
        List<StuckAgent> stuck = new ArrayList<>();
        for (Runner runner : stopping) {
            if (runner.thread.isAlive()) {
                stuck.add(new StuckAgent(
                        runner.agent.name(),
                        Arrays.stream(runner.thread.getStackTrace())
                                .map(StackTraceElement::toString)
                                .toList()));
            }
            runners.remove(runner.agent);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return stuck;
    }

    /** Waits for all threads together at most {@code limit}; answers whether this thread was interrupted meanwhile. */
    private static boolean joinAll(List<Runner> runners, Duration limit) {
        boolean interrupted = false;
        long endNs = System.nanoTime() + limit.toNanos();
        for (Runner runner : runners) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
            // A thread that never started isn't alive and join returns at once.
            try {
                runner.thread.join(Math.max(1, leftMs));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    @Override
    public List<RunningThread> threads() {
        return runners.values().stream()
                .filter(runner -> runner.thread.isAlive())
                .sorted(Comparator.comparing(runner -> runner.thread.getName()))
                .map(runner -> new RunningThread(runner.thread.getName(), List.of(runner.agent)))
                .toList();
    }

    @Override
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        // One forced round, so that agents that poll look at their source now and not when their park ends.
        signalAll();
        while (true) {
            long before = roundsIfAllParked();
            if (before >= 0 && before == roundsIfAllParked()) {
                return true;
            }
            if (System.nanoTime() - endNs >= 0) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for idle agents");
            }
            LockSupport.parkNanos(20_000);
        }
    }

    /**
     * The sum of all wake-ups if every thread is parked or asleep in virtual time, else -1. Equal sums of two calls
     * mean that no agent ran in between, so at one moment all of them slept.
     */
    private long roundsIfAllParked() {
        long sum = 0;
        for (Runner runner : runners.values()) {
            // Idle before and after the count: what ran in between shows in the next sum.
            if (!runner.isIdle()) {
                return -1;
            }
            sum += runner.sleeper.rounds() + runner.wakeUps.get();
            if (!runner.isIdle()) {
                return -1;
            }
        }
        return sum;
    }

    /**
     * To be called around a wait in virtual time by the thread of an agent, so that {@link #awaitIdle} takes a thread
     * that can only go on when the clock is advanced for idle.
     */
    public void sleepUntil(ManualClock manual, long deadlineNs) throws InterruptedException {
        Runner runner = Runner.CURRENT.get();
        if (runner == null) {
            manual.sleepUntil(deadlineNs);
            return;
        }
        runner.asleepUntilNs = deadlineNs;
        try {
            manual.sleepUntil(deadlineNs);
        } finally {
            runner.wakeUps.incrementAndGet();
            runner.asleepUntilNs = Agent.NEVER;
        }
    }

    private void signalAll() {
        runners.values().forEach(Runner::signal);
    }

    private Runner runnerOf(Agent agent) {
        Runner runner = runners.get(agent);
        if (runner == null) {
            throw new IllegalStateException("agent " + agent.name() + " must be added before it is started");
        }
        return runner;
    }

    @Override
    public void close() {
        stop(List.copyOf(runners.keySet()), Duration.ofMillis(500));
        if (clock instanceof ManualClock manual) {
            manual.removeListener(wakeAll);
        }
    }

    private final class Runner implements AgentHandle, Runnable {
        private static final ThreadLocal<Runner> CURRENT = new ThreadLocal<>();
        private final Agent agent;
        private final Thread thread;
        private final Sleeper sleeper;
        /** Written by this thread, read by {@link #awaitIdle}. */
        private volatile long asleepUntilNs = NEVER;
        /** How often a sleep in virtual time has ended; written by this thread, read by {@link #awaitIdle}. */
        private final AtomicLong wakeUps = new AtomicLong();

        /** Written by the controlling thread. */
        private volatile boolean stopping;

        private static final long NEVER = Agent.NEVER;

        Runner(Agent agent) {
            this.agent = agent;
            this.thread = new Thread(this, agent.name());
            this.thread.setDaemon(true);
            this.sleeper = new Sleeper(thread);
        }

        @Override
        public void signal() {
            sleeper.wake();
        }

        /** Parked, or waiting for virtual time that has not come yet, or ended. */
        boolean isIdle() {
            long asleep = asleepUntilNs;
            return sleeper.isAsleep() || (asleep != NEVER && clock.nanoTime() < asleep) || !thread.isAlive();
        }

        @Override
        public void run() {
            CURRENT.set(this);
            threadHook.enter();
            try {
                agent.onStart();
                while (!stopping) {
                    if (agent.doWork() > 0) {
                        continue;
                    }
                    sleeper.announce();
                    if (!stopping && agent.doWork() == 0 && sleeper.tryFallAsleep()) {
                        park();
                    }
                    sleeper.getUp();
                }
            } catch (Throwable error) {
                errorHandler.onAgentError(agent, error);
            } finally {
                stopAgent();
            }
        }

        private void park() {
            long waitNs = Math.min(LONGEST_PARK_NS, agent.idlePollNs());
            if (!clock.isVirtual()) {
                long deadlineNs = agent.nextDeadlineNs();
                if (deadlineNs != NEVER) {
                    waitNs = Math.min(waitNs, deadlineNs - clock.nanoTime());
                }
            }
            // A stray interrupt (left behind by user code) would make every park return at once: a busy loop.
            if (!stopping) {
                Thread.interrupted();
            }
            sleeper.park(stopping ? 0 : waitNs);
        }

        private void stopAgent() {
            // The interrupt that ended a call isn't meant for the clean-up after it.
            Thread.interrupted();
            try {
                agent.onStop();
            } catch (Throwable error) {
                errorHandler.onAgentError(agent, error);
            } finally {
                threadHook.exit();
                CURRENT.remove();
            }
        }
    }
}
