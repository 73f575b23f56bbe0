package dev.gale.worker.simulation;

import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.agent.DeterministicScheduler;
import dev.gale.kernel.time.ManualClock;
import dev.gale.utils.ConfValues;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.plan.TopologyPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A topology under a deterministic schedule in virtual time. Starts it; {@link #close} stops it. */
final class Simulation implements AutoCloseable {
    private static final long MOST_STEPS_AT_ONE_MOMENT = 5_000_000;

    private final ManualClock clock = new ManualClock();
    private final List<Throwable> bugs = new ArrayList<>();
    private final DeterministicScheduler scheduler;
    private final TopologyRuntime runtime;

    Simulation(long seed, Map<String, Object> conf, StormTopology topology) throws InvalidTopologyException {
        this(seed, conf, topology, Integer.MAX_VALUE);
    }

    /** @param threads for which the topology is laid out, although there is one */
    Simulation(long seed, Map<String, Object> conf, StormTopology topology, int threads)
            throws InvalidTopologyException {
        VirtualTime time = new VirtualTime(clock);
        scheduler = new DeterministicScheduler(
                clock, seed, MOST_STEPS_AT_ONE_MOMENT, (agent, error) -> bugs.add(error), time);
        time.setScheduler(scheduler);
        scheduler.setPollInterval(Duration.ofMillis(100));
        TopologyPlan plan = TopologyPlan.of("simulated", "simulated-1", ConfValues.normalize(conf), topology, threads);
        runtime = new TopologyRuntime(plan, scheduler, clock, seed);
        runtime.start();
        runtime.activate();
    }

    void advance(Duration duration) {
        scheduler.advance(duration);
    }

    void runUntilIdle() {
        scheduler.runUntilIdle();
    }

    TopologyRuntime runtime() {
        return runtime;
    }

    /** What broke in the runtime itself; must stay empty. */
    List<Throwable> bugs() {
        return bugs;
    }

    @Override
    public void close() {
        runtime.stop(Duration.ZERO);
        scheduler.close();
    }
}
