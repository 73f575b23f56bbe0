package dev.gale.worker.simulation;

import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DeterministicScheduler;
import dev.gale.kernel.time.ManualClock;
import dev.gale.utils.Time;

/** User code that sleeps or asks the time gets that of a deterministic scheduler. */
final class VirtualTime implements ThreadHook, Time.Source {
    private final ManualClock clock;
    private DeterministicScheduler scheduler;

    VirtualTime(ManualClock clock) {
        this.clock = clock;
    }

    /** The scheduler knows this hook, so it comes later. */
    void setScheduler(DeterministicScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void enter() {
        Time.setThreadSource(this);
    }

    @Override
    public void exit() {
        Time.setThreadSource(null);
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return clock.epochMillis();
    }

    @Override
    public void sleepNanos(long nanos) {
        scheduler.sleepCurrent(nanos);
    }
}
