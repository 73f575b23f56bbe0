package dev.gale.kernel.agent;

import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A thread of a {@link PackedScheduler}, which runs its agents in turn and sleeps when none has anything to do. */
final class Carrier implements Runnable {
    private static final long LONGEST_PARK_NS = TimeUnit.SECONDS.toNanos(1);

    private final PackedScheduler scheduler;
    private final Clock clock;
    private final ThreadHook threadHook;
    final Thread thread;
    final Sleeper sleeper;
    /** Replaced as a whole: by the scheduler under its lock, and by this thread, under it too, when agents end. */
    volatile PackedAgent[] entries;

    volatile PackedAgent current;
    /** Odd while inside an agent's call; written by this thread. */
    final AtomicLong calls = new AtomicLong();

    /** By the watch. */
    long callSeenByWatch = -1;
    /** By the watch: how often it has seen the same call again. */
    int looksAtCall;
    /** By the watch: when the agent that was left alone here may go back. */
    long probationEndNs;
    /** By the watch; read when agents are started, under the lock. */
    boolean isOneAgentsOwn;

    volatile boolean over;

    Carrier(PackedScheduler scheduler, Clock clock, ThreadHook threadHook, PackedAgent[] entries, String name) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.threadHook = threadHook;
        this.entries = entries;
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
        this.sleeper = new Sleeper(thread);
    }

    void take(PackedAgent entry) {
        PackedAgent[] more = Arrays.copyOf(entries, entries.length + 1);
        more[entries.length] = entry;
        entries = more;
    }

    void wake() {
        sleeper.wake();
    }

    /** Whether this thread belongs to an agent that was found to block, and not to one that has asked for it. */
    boolean isOnProbation() {
        return isOneAgentsOwn && entries.length == 1 && entries[0].neighbours != null;
    }

    /** The agents that have not ended; under the scheduler's lock. */
    List<Agent> running() {
        return Arrays.stream(entries)
                .filter(entry -> entry.ended.getCount() > 0)
                .map(entry -> entry.agent)
                .toList();
    }

    /** Parked with nothing to look at, or ended. */
    boolean isIdle() {
        if (!thread.isAlive()) {
            return true;
        }
        if (!sleeper.isAsleep()) {
            return false;
        }
        for (PackedAgent entry : entries) {
            if (entry.signalled) {
                return false;
            }
        }
        return true;
    }

    /** Lets the thread end; answers true. */
    boolean end() {
        over = true;
        wake();
        return true;
    }

    @Override
    public void run() {
        threadHook.enter();
        try {
            while (!scheduler.isClosed() && !over) {
                if (runAll() > 0) {
                    continue;
                }
                sleeper.announce();
                if (!scheduler.isClosed() && !over && runAll() == 0 && sleeper.tryFallAsleep()) {
                    park();
                }
                sleeper.getUp();
            }
        } finally {
            threadHook.exit();
        }
    }

    private int runAll() {
        long nowNs = clock.nanoTime();
        int work = 0;
        boolean someEnded = false;
        for (PackedAgent entry : entries) {
            work += entry.runIfDue(this, nowNs);
            someEnded |= entry.ended.getCount() == 0;
        }
        if (someEnded) {
            removeEnded();
        }
        return work;
    }

    private void removeEnded() {
        synchronized (scheduler) {
            entries = Arrays.stream(entries)
                    .filter(entry -> entry.ended.getCount() > 0)
                    .toArray(PackedAgent[]::new);
        }
    }

    private void park() {
        long dueNs = Agent.NEVER;
        for (PackedAgent entry : entries) {
            dueNs = Math.min(dueNs, entry.dueNs.get());
        }
        long waitNs = dueNs == Agent.NEVER ? LONGEST_PARK_NS : Math.min(LONGEST_PARK_NS, dueNs - clock.nanoTime());
        // A stray interrupt (left behind by user code) would make every park return at once: a busy loop.
        Thread.interrupted();
        sleeper.park(waitNs);
    }
}
