package dev.gale.local;

import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.AgentScheduler.ErrorHandler;
import dev.gale.kernel.agent.DedicatedScheduler;
import dev.gale.kernel.agent.DeterministicScheduler;
import dev.gale.kernel.agent.PackedScheduler;
import dev.gale.kernel.time.Clock;
import dev.gale.kernel.time.ManualClock;
import dev.gale.kernel.time.SystemClock;
import dev.gale.utils.Time;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a local cluster runs its agents and what its time is: threads in real time, threads in virtual time, or one thread
 * in virtual time with an order drawn from a seed.
 */
public final class ExecutionMode {
    /** A deterministic run gives up when so many steps pass without the topology getting idle. */
    private static final long MOST_STEPS_AT_ONE_MOMENT = 20_000_000;

    private final Clock clock;
    private final AgentScheduler scheduler;
    private final int threads;

    private ExecutionMode(Clock clock, AgentScheduler scheduler, int threads) {
        this.threads = threads;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** Threads, as many as there are cores, and real time. */
    public static ExecutionMode realTime(ErrorHandler errors) {
        Clock clock = SystemClock.INSTANCE;
        TimeOnThreads hook = new TimeOnThreads(new Time.Source() {
            @Override
            public long nanoTime() {
                return clock.nanoTime();
            }

            @Override
            public long currentTimeMillis() {
                return clock.epochMillis();
            }

            @Override
            public void sleepNanos(long nanos) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        });
        int cores = Runtime.getRuntime().availableProcessors();
        return new ExecutionMode(clock, new PackedScheduler(clock, cores, errors, hook), cores);
    }

    /** Threads; time stands still until the cluster's is advanced. */
    public static ExecutionMode simulatedTime(ErrorHandler errors) {
        ManualClock clock = new ManualClock();
        DedicatedScheduler[] scheduler = new DedicatedScheduler[1];
        TimeOnThreads hook = new TimeOnThreads(new VirtualTime(clock) {
            @Override
            public void sleepNanos(long nanos) throws InterruptedException {
                scheduler[0].sleepUntil(
                        clock,
                        clock.nanoTime()
                                + Math.min(nanos, Duration.ofDays(36_500).toNanos()));
            }
        });
        scheduler[0] = new DedicatedScheduler(clock, errors, hook);
        return new ExecutionMode(clock, scheduler[0], Integer.MAX_VALUE);
    }

    /** The caller's thread only; virtual time; the same seed gives the same run. */
    public static ExecutionMode deterministic(long seed, ErrorHandler errors) {
        ManualClock clock = new ManualClock();
        DeterministicScheduler[] scheduler = new DeterministicScheduler[1];
        TimeOnThreads hook = new TimeOnThreads(new VirtualTime(clock) {
            @Override
            public void sleepNanos(long nanos) {
                scheduler[0].sleepCurrent(nanos);
            }
        });
        scheduler[0] = new DeterministicScheduler(clock, seed, MOST_STEPS_AT_ONE_MOMENT, errors, hook);
        return new ExecutionMode(clock, scheduler[0], Integer.MAX_VALUE);
    }

    public Clock clock() {
        return clock;
    }

    /** How many threads share the executors; as many as there are executors where each has one of its own. */
    public int threads() {
        return threads;
    }

    public AgentScheduler scheduler() {
        return scheduler;
    }

    /** Whether the cluster runs only when it is stepped. */
    public boolean isDeterministic() {
        return scheduler instanceof DeterministicScheduler;
    }

    /** The scheduler of a deterministic cluster. */
    public DeterministicScheduler deterministic() {
        if (scheduler instanceof DeterministicScheduler deterministic) {
            return deterministic;
        }
        throw new IllegalStateException(
                "this cluster runs on threads; build it with LocalCluster.Builder.withDeterministicSchedule to step it");
    }

    /** Lets virtual time pass; agents run whenever something is due. */
    public void advance(Duration duration) {
        if (scheduler instanceof DeterministicScheduler deterministic) {
            deterministic.advance(duration);
        } else if (clock instanceof ManualClock manual) {
            manual.advance(duration.toNanos());
        } else {
            throw new IllegalStateException("the time of this cluster is real and can't be advanced; build it with"
                    + " LocalCluster.Builder.withSimulatedTime or withDeterministicSchedule");
        }
    }

    private abstract static class VirtualTime implements Time.Source {
        private final ManualClock clock;

        VirtualTime(ManualClock clock) {
            this.clock = clock;
        }

        @Override
        public long nanoTime() {
            return clock.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
            return clock.epochMillis();
        }
    }
}
