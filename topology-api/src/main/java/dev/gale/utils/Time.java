package dev.gale.utils;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The clock of user code: where {@link System#nanoTime} and {@link Thread#sleep} would tie it to real time, this
 * follows the time of the cluster that runs it. A call asks, in this order, the source of the calling thread (set by
 * the runtime on its executor threads, so that every cluster in a JVM can have its own time), the global {@link
 * SimulatedTime} if one is open, and the system.
 *
 * <p>All methods may be called by any thread.
 */
public class Time {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final Source SYSTEM = new SystemSource();
    private static final ThreadLocal<Source> THREAD_SOURCE = new ThreadLocal<>();
    private static final Deque<SimulatedTime> SIMULATIONS = new ArrayDeque<>(); // innermost first; guarded by itself
    private static volatile SimulatedTime
            simulation; // the innermost; written under the lock of SIMULATIONS, read by all

    /** A clock together with the means to wait by it. Called by all threads that have it as their source. */
    public interface Source {
        /** Nanoseconds since an arbitrary moment; never goes back. */
        long nanoTime();

        /** Milliseconds since 1970, or since the start of a simulation. */
        long currentTimeMillis();

        /** Returns at once if the time is not positive. */
        void sleepNanos(long nanos) throws InterruptedException;
    }

    /**
     * Gives the calling thread a time of its own; threads that it starts don't inherit it.
     *
     * @param source null to follow the global time again
     * @return what was set before, null if nothing; to be set again at the end
     */
    public static Source setThreadSource(Source source) {
        Source previous = THREAD_SOURCE.get();
        if (source == null) {
            THREAD_SOURCE.remove();
        } else {
            THREAD_SOURCE.set(source);
        }
        return previous;
    }

    /** The source set for the calling thread, null if it follows the global time. */
    static Source threadSource() {
        return THREAD_SOURCE.get();
    }

    /** The time of threads that have none of their own: the innermost open {@link SimulatedTime}, else the system's. */
    public static Source globalSource() {
        SimulatedTime current = simulation;
        return current == null ? SYSTEM : current.clock;
    }

    private static Source source() {
        Source own = THREAD_SOURCE.get();
        return own == null ? globalSource() : own;
    }

    /** Whether a {@link SimulatedTime} is open; says nothing about the source of the calling thread. */
    public static boolean isSimulating() {
        return simulation != null;
    }

    public static void sleepUntil(long targetTimeMs) throws InterruptedException {
        Source source = source();
        source.sleepNanos(millisToNanos(targetTimeMs - source.currentTimeMillis()));
    }

    public static void sleepUntilNanos(long targetTimeNanos) throws InterruptedException {
        Source source = source();
        source.sleepNanos(targetTimeNanos - source.nanoTime());
    }

    public static void sleep(long timeMs) throws InterruptedException {
        source().sleepNanos(millisToNanos(timeMs));
    }

    /** As sleep, but in system time it may return early, without a reason. */
    public static void parkNanos(long nanos) throws InterruptedException {
        Source source = source();
        if (source != SYSTEM) {
            source.sleepNanos(nanos);
            return;
        }
        LockSupport.parkNanos(nanos);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while parked");
        }
    }

    public static void sleepSecs(long seconds) throws InterruptedException {
        sleep(1000L * seconds);
    }

    public static long nanoTime() {
        return source().nanoTime();
    }

    public static long currentTimeMillis() {
        return source().currentTimeMillis();
    }

    public static long nanosToMillis(long nanos) {
        return nanos / NANOS_PER_MILLI;
    }

    /** Saturates where the result would overflow. */
    public static long millisToNanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    public static long secsToMillis(int seconds) {
        return 1000L * seconds;
    }

    public static long secsToMillisLong(double seconds) {
        return (long) (1000 * seconds);
    }

    public static int currentTimeSecs() {
        return (int) (currentTimeMillis() / 1000);
    }

    /** Seconds that have passed since a moment given in seconds. */
    public static int deltaSecs(int timeInSeconds) {
        return currentTimeSecs() - timeInSeconds;
    }

    /** Milliseconds that have passed since a moment given in milliseconds. */
    public static long deltaMs(long timeInMilliseconds) {
        return currentTimeMillis() - timeInMilliseconds;
    }

    /**
     * Moves the global simulated time forward and wakes the threads whose sleep ends by then. The caller's own source
     * plays no part.
     *
     * @throws IllegalStateException    if no {@link SimulatedTime} is open
     * @throws IllegalArgumentException if the time is negative
     */
    public static void advanceTime(long ms) {
        advanceTimeNanos(millisToNanos(ms));
    }

    /** @see #advanceTime */
    public static void advanceTimeNanos(long nanos) {
        requireSimulation("advance time").clock.advance(nanos);
    }

    /** @see #advanceTime */
    public static void advanceTimeSecs(long seconds) {
        advanceTimeNanos(TimeUnit.SECONDS.toNanos(seconds));
    }

    /**
     * Whether a thread waits and can't go on by itself. Under simulated time: it sleeps by that time until a moment
     * that has not come, or has ended. Else: its state is waiting, with or without a timeout.
     */
    public static boolean isThreadWaiting(Thread thread) {
        SimulatedTime current = simulation;
        if (current != null) {
            return !thread.isAlive() || current.clock.isSleeping(thread);
        }
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    private static SimulatedTime requireSimulation(String what) {
        SimulatedTime current = simulation;
        if (current == null) {
            throw new IllegalStateException("Cannot " + what
                    + " of the system clock: no simulated time is open; open one by new Time.SimulatedTime()");
        }
        return current;
    }

    /**
     * While this is open, the time of all threads without a source of their own stands still except when it is
     * advanced. Starts at 0, in milliseconds as in nanoseconds. A second one, opened before the first is closed, takes
     * its place until it is closed itself.
     */
    public static class SimulatedTime implements AutoCloseable {
        private final SimulatedClock clock;

        public SimulatedTime() {
            this(null);
        }

        /** @param advanceTimeMs by how much every sleep moves the time itself, in milliseconds; null for not at all */
        public SimulatedTime(Number advanceTimeMs) {
            clock = new SimulatedClock(advanceTimeMs == null ? 0 : millisToNanos(advanceTimeMs.longValue()));
            synchronized (SIMULATIONS) {
                SIMULATIONS.push(this);
                simulation = this;
            }
        }

        /** Ends the simulation and wakes its sleepers, however far off the end of their sleep was. May be repeated. */
        @Override
        public void close() {
            synchronized (SIMULATIONS) {
                SIMULATIONS.remove(this);
                simulation = SIMULATIONS.peek();
            }
            clock.end();
        }
    }

    private static final class SystemSource implements Source {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public void sleepNanos(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }

    private static final class SimulatedClock implements Source {
        private final Map<Thread, Long> deadlines = new HashMap<>(); // of the threads that sleep; guarded by this
        private final long stepNs;
        private long nowNs; // guarded by this
        private boolean ended; // guarded by this

        private SimulatedClock(long stepNs) {
            this.stepNs = stepNs;
        }

        @Override
        public synchronized long nanoTime() {
            return nowNs;
        }

        @Override
        public long currentTimeMillis() {
            return nanosToMillis(nanoTime());
        }

        @Override
        public synchronized void sleepNanos(long nanos) throws InterruptedException {
            long deadlineNs = saturatedSum(nowNs, Math.max(0, nanos));
            if (stepNs > 0) {
                advance(stepNs);
            }
            deadlines.put(Thread.currentThread(), deadlineNs);
            try {
                while (nowNs < deadlineNs && !ended) {
                    wait();
                }
            } finally {
                deadlines.remove(Thread.currentThread());
            }
        }

        private synchronized void advance(long nanos) {
            if (nanos < 0) {
                throw new IllegalArgumentException("Time can be advanced by 0 or more, found " + nanos + " ns");
            }
            nowNs = saturatedSum(nowNs, nanos);
            notifyAll();
        }

        /** A thread whose time has come counts as awake even before the system has let it run. */
        private synchronized boolean isSleeping(Thread thread) {
            Long deadlineNs = deadlines.get(thread);
            return deadlineNs != null && nowNs < deadlineNs && !ended;
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        private static long saturatedSum(long a, long b) {
            return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
        }
    }
}
