package dev.gale.worker.transport;

import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DeterministicScheduler;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Two workers, joined by pipes, that do only what the test lets them, in virtual time. */
final class SimulatedPair extends PeerPair {
    private static final int MOST_STEPS = 1_000_000;
    private static final int MOST_MILLIS = 100_000;
    private static final Duration SHORT = Duration.ofMillis(1);

    final ManualClock clock;
    final SimulatedWires wires;
    private final DeterministicScheduler scheduler;
    private final List<Throwable> bugs = new ArrayList<>();

    private SimulatedPair(ManualClock clock, long seed) {
        super(clock);
        this.clock = clock;
        this.scheduler =
                new DeterministicScheduler(clock, seed, MOST_STEPS, (agent, error) -> bugs.add(error), ThreadHook.NONE);
        this.wires = new SimulatedWires(clock, new SplitMix64(seed));
        wires.setHandle(scheduler.add(wires.agent()));
        scheduler.start(List.of(wires.agent()));
    }

    /** Two workers that know where the other is. */
    static SimulatedPair of(long seed, Map<String, Object> own) {
        SimulatedPair pair = new SimulatedPair(new ManualClock(), seed);
        pair.run(0, FIRST_EPOCH, own);
        pair.run(1, FIRST_EPOCH, own);
        pair.networks[0].setPeer(1, new Peer("host-1", 1, FIRST_EPOCH));
        pair.networks[1].setPeer(0, new Peer("host-0", 1, FIRST_EPOCH));
        return pair;
    }

    /** Starts a worker that has none of what one of that number had before. */
    void run(int worker, long epoch, Map<String, Object> own) {
        make(worker, epoch, own, config -> wires.of("host-" + worker));
        runMade(worker);
    }

    /** Starts a worker that was made before. */
    void runMade(int worker) {
        start(worker, scheduler.add(networks[worker].agent()));
        scheduler.start(List.of(networks[worker].agent()));
    }

    /** Ends a worker's network. */
    void stop(PeerNetwork network) {
        network.close();
        scheduler.stop(List.of(network.agent()), Duration.ZERO);
    }

    /** Ends a worker without letting it say anything. */
    void kill(int worker) {
        wires.of("host-" + worker).close();
        scheduler.stop(List.of(networks[worker].agent()), Duration.ZERO);
    }

    void advance(Duration duration) {
        scheduler.advance(duration);
    }

    @Override
    public void until(BooleanSupplier condition, Supplier<String> describe) {
        for (int i = 0; i < MOST_MILLIS; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            scheduler.advance(SHORT);
        }
        throw new AssertionError("waited in vain: " + describe.get());
    }

    @Override
    public void settle() {
        scheduler.advance(Duration.ofSeconds(1));
    }

    @Override
    void breakConnection() {
        wires.cut("host-0", "host-1");
        scheduler.advance(SHORT);
        wires.heal("host-0", "host-1");
    }

    @Override
    public void close() {
        networks[0].close();
        networks[1].close();
        scheduler.advance(SHORT);
        scheduler.close();
        if (!bugs.isEmpty()) {
            throw new AssertionError("an agent broke", bugs.get(0));
        }
    }
}
