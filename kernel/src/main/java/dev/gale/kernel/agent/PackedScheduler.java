package dev.gale.kernel.agent;

import dev.gale.kernel.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Few threads, many agents: as many threads as there are cores, each running the agents that are given to it in turn.
 * What crosses threads costs, so agents that stand next to each other in the list of {@link #start} share one.
 *
 * <p>An agent whose user code blocks would hold up the others of its thread. A watch looks every few milliseconds; it
 * leaves an agent that has been in one call for that long alone on its thread and moves the others to a fresh one. So
 * plain blocking code keeps working, and whoever blocks has a thread of its own, until it has behaved for a while.
 *
 * <p>For the system clock only: virtual time has schedulers of its own.
 */
public final class PackedScheduler implements AgentScheduler {

    private static final long WATCH_WHILE_BUSY_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long WATCH_WHILE_IDLE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long FIRST_PROBATION_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_PROBATION_NS = TimeUnit.MINUTES.toNanos(1);

    /** So often the watch must find a thread in the same call, although it could run. */
    private static final int LOOKS_AT_RUNNABLE = 10;

    private final Clock clock;
    private final ErrorHandler errorHandler;
    private final ThreadHook threadHook;
    private final Map<Agent, PackedAgent> entries = new ConcurrentHashMap<>();
    /** Changed under the lock of this scheduler; carriers that have become an agent's own are among them. */
    private final List<Carrier> carriers = new ArrayList<>();

    private final Thread watch;
    private int threadsMade;
    private int placed;
    private volatile boolean closed;

    /** @param threads how many threads share the agents; those of blocking agents come on top */
    public PackedScheduler(Clock clock, int threads, ErrorHandler errorHandler, ThreadHook threadHook) {
        if (clock.isVirtual()) {
            throw new IllegalArgumentException("packed scheduling needs a clock that runs by itself");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, was " + threads);
        }
        this.clock = clock;
        this.errorHandler = errorHandler;
        this.threadHook = threadHook;
        for (int i = 0; i < threads; i++) {
            carriers.add(new Carrier(this, clock, threadHook, new PackedAgent[0], nextName()));
        }
        this.watch = new Thread(this::watch, "gale-watch");
        this.watch.setDaemon(true);
        carriers.forEach(carrier -> carrier.thread.start());
        watch.start();
    }

    @Override
    public AgentHandle add(Agent agent) {
        PackedAgent entry = new PackedAgent(agent, clock, errorHandler);
        if (entries.putIfAbsent(agent, entry) != null) {
            throw new IllegalStateException("agent " + agent.name() + " was added already");
        }
        return entry;
    }

    @Override
    public synchronized void start(List<? extends Agent> agents) {
        List<PackedAgent> sharing = new ArrayList<>();
        for (Agent agent : agents) {
            PackedAgent entry = entries.get(agent);
            if (entry == null) {
                throw new IllegalStateException("agent " + agent.name() + " must be added before it is started");
            }
            if (agent.needsOwnThread()) {
                Carrier own = new Carrier(this, clock, threadHook, new PackedAgent[] {entry}, agent.name());
                own.isOneAgentsOwn = true;
                entry.carrier = own;
                carriers.add(own);
                own.thread.start();
            } else {
                sharing.add(entry);
            }
        }
        List<Carrier> shared = carriers.stream().filter(c -> !c.isOneAgentsOwn).toList();
        int whole =
                sharing.stream().mapToInt(entry -> entry.agent.expectedLoad()).sum();
        int before = 0;
        int last = -1;
        for (PackedAgent entry : sharing) {
            // Runs of neighbours with about the same load; the first run of the next list goes to the next thread.
            int load = entry.agent.expectedLoad();
            last = (int) ((2L * before + load) * shared.size() / (2L * whole));
            before += load;
            Carrier carrier = shared.get((placed + last) % shared.size());
            entry.carrier = carrier;
            carrier.take(entry);
        }
        placed += last + 1;
        // An agent that was signalled before it had a thread has woken none.
        carriers.forEach(Carrier::wake);
    }

    @Override
    public List<StuckAgent> stop(List<? extends Agent> agents, Duration grace) {
        List<PackedAgent> stopping = new ArrayList<>();
        for (Agent agent : agents) {
            PackedAgent entry = entries.get(agent);
            if (entry != null) {
                if (entry.carrier == null) {
                    // Never started: nothing to end.
                    entries.remove(agent);
                } else {
                    entry.stopping = true;
                    entry.signal();
                    stopping.add(entry);
                }
            }
        }
        boolean interrupted = awaitEnd(stopping, grace);
        for (PackedAgent entry : stopping) {
            Carrier carrier = entry.carrier;
            // In a call that long it has been left alone; on a shared thread the interrupt could hit another.
            if (entry.ended.getCount() > 0 && carrier.current == entry && carrier.entries.length == 1) {
                carrier.thread.interrupt();
            }
        }
        interrupted |= awaitEnd(stopping, grace.plusMillis(100));
        List<StuckAgent> stuck = new ArrayList<>();
        for (PackedAgent entry : stopping) {
            if (entry.ended.getCount() > 0) {
                stuck.add(new StuckAgent(
                        entry.agent.name(),
                        Arrays.stream(entry.carrier.thread.getStackTrace())
                                .map(StackTraceElement::toString)
                                .toList()));
            }
            entries.remove(entry.agent);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return stuck;
    }

    /** Waits for all together at most {@code limit}; answers whether this thread was interrupted meanwhile. */
    private static boolean awaitEnd(List<PackedAgent> stopping, Duration limit) {
        boolean interrupted = false;
        long endNs = System.nanoTime() + limit.toNanos();
        for (PackedAgent entry : stopping) {
            try {
                if (!entry.ended.await(Math.max(1, endNs - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    return interrupted;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    @Override
    public synchronized List<RunningThread> threads() {
        return carriers.stream()
                .map(carrier -> new RunningThread(carrier.thread.getName(), carrier.running()))
                .filter(thread -> !thread.agents().isEmpty())
                .toList();
    }

    @Override
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        entries.values().forEach(PackedAgent::signal);
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

    /** As in {@link DedicatedScheduler}: equal sums of two calls mean that all threads slept in between. */
    private synchronized long roundsIfAllParked() {
        long sum = 0;
        for (Carrier carrier : carriers) {
            // Idle before and after the count: what ran in between shows in the next sum.
            if (!carrier.isIdle()) {
                return -1;
            }
            sum += carrier.sleeper.rounds();
            if (!carrier.isIdle()) {
                return -1;
            }
        }
        return sum;
    }

    private String nextName() {
        return "gale-" + threadsMade++;
    }

    boolean isClosed() {
        return closed;
    }

    // --- the watch ---

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, lookAtCarriers() ? WATCH_WHILE_BUSY_NS : WATCH_WHILE_IDLE_NS);
        }
    }

    /** Frees the agents that wait behind one that blocks; answers whether any thread is at work. */
    private synchronized boolean lookAtCarriers() {
        boolean busy = false;
        for (Carrier carrier : List.copyOf(carriers)) {
            long call = carrier.calls.get();
            boolean inside = (call & 1) == 1;
            busy |= !carrier.sleeper.isAsleep();
            carrier.looksAtCall = call == carrier.callSeenByWatch ? carrier.looksAtCall + 1 : 0;
            carrier.callSeenByWatch = call;
            if (inside && !closed && carrier.looksAtCall >= looksToBelieve(carrier.thread)) {
                leaveAlone(carrier);
            }
        }
        carriers.stream().filter(Carrier::isOnProbation).toList().forEach(this::endProbationIfDue);
        carriers.removeIf(carrier -> carrier.isOneAgentsOwn && carrier.entries.length == 0 && carrier.end());
        return busy;
    }

    /**
     * A thread that waits does so for something. One that could run may wait too, for a socket; but more often it
     * computes, or other processes have the core, and that passes.
     */
    private static int looksToBelieve(Thread thread) {
        return thread.getState() == Thread.State.RUNNABLE ? LOOKS_AT_RUNNABLE : 1;
    }

    private void leaveAlone(Carrier carrier) {
        PackedAgent blocking = carrier.current;
        if (blocking == null || carrier.isOneAgentsOwn) {
            return;
        }
        carrier.isOneAgentsOwn = true;
        PackedAgent[] others =
                Arrays.stream(carrier.entries).filter(e -> e != blocking).toArray(PackedAgent[]::new);
        carrier.entries = new PackedAgent[] {blocking};
        carrier.thread.setName(blocking.agent.name());
        Carrier fresh = new Carrier(this, clock, threadHook, others, nextName());
        blocking.neighbours = fresh;
        blocking.probationNs = Math.min(LONGEST_PROBATION_NS, Math.max(FIRST_PROBATION_NS, 2 * blocking.probationNs));
        carrier.probationEndNs = clock.nanoTime() + blocking.probationNs;
        // From here on signals go to the fresh thread, which looks at everything when it starts.
        for (PackedAgent entry : others) {
            entry.carrier = fresh;
        }
        carriers.add(fresh);
        fresh.thread.start();
    }

    /**
     * An agent that was left alone and hasn't been found in a long call since goes back to its former neighbours: it may
     * have been busy only once, when it was opened, and each thread beyond the number of cores costs all others. One that
     * blocks again stays alone for longer.
     */
    private void endProbationIfDue(Carrier carrier) {
        PackedAgent agent = carrier.entries[0];
        long nowNs = clock.nanoTime();
        if (carrier.looksAtCall >= 1 && (carrier.callSeenByWatch & 1) == 1) {
            carrier.probationEndNs = nowNs + agent.probationNs;
        } else if (nowNs - carrier.probationEndNs >= 0) {
            Carrier home = agent.neighbours;
            if (home.isOneAgentsOwn || home.over) {
                home = carriers.stream()
                        .filter(each -> !each.isOneAgentsOwn)
                        .min(Comparator.comparingInt(each -> each.entries.length))
                        .orElseThrow();
            }
            carrier.entries = new PackedAgent[0];
            agent.carrier = home;
            home.take(agent);
            // It may have been signalled on its former thread, which doesn't look any more.
            agent.signalled = true;
            home.wake();
        }
    }

    @Override
    public void close() {
        stop(List.copyOf(entries.keySet()), Duration.ofMillis(500));
        List<Carrier> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(carriers);
        }
        LockSupport.unpark(watch);
        all.forEach(Carrier::wake);
        boolean interrupted = false;
        for (Carrier carrier : all) {
            interrupted |= join(carrier.thread);
        }
        interrupted |= join(watch);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(Thread thread) {
        try {
            thread.join(500);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
