package dev.gale.worker.simulation;

import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.agent.DeterministicScheduler;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.ManualClock;
import dev.gale.utils.ConfValues;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.transport.Peer;
import dev.gale.worker.transport.PeerListener;
import dev.gale.worker.transport.PeerNetwork;
import dev.gale.worker.transport.Placement;
import dev.gale.worker.transport.Self;
import dev.gale.worker.transport.SimulatedWires;
import dev.gale.worker.transport.TransportConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Several workers of a topology, each with a network of its own, joined by pipes that can be cut; under a deterministic
 * schedule in virtual time. Starts them; {@link #close} stops them.
 */
final class JoinedWorkers implements AutoCloseable {
    private static final long MOST_STEPS_AT_ONE_MOMENT = 5_000_000;
    private static final long EPOCH = 1;
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final int MOST_MILLIS = 100_000;

    /** What a worker process does when a connection is lost. */
    private record Losses(int worker, List<TopologyRuntime> runtimes) implements PeerListener {
        @Override
        public void onConnected(int peer) {}

        @Override
        public void onLost(int peer, String why) {
            runtimes.get(worker).onWorkerLost(peer, why);
        }
    }

    private final ManualClock clock = new ManualClock();
    private final List<Throwable> bugs = new ArrayList<>();
    private final DeterministicScheduler scheduler;
    private final SimulatedWires wires;
    private final TopologyPlan plan;
    private final List<PeerNetwork> networks = new ArrayList<>();
    private final List<TopologyRuntime> runtimes = new ArrayList<>();

    JoinedWorkers(long seed, int workers, Map<String, Object> conf, StormTopology topology)
            throws InvalidTopologyException, IOException {
        VirtualTime time = new VirtualTime(clock);
        scheduler = new DeterministicScheduler(
                clock, seed, MOST_STEPS_AT_ONE_MOMENT, (agent, error) -> bugs.add(error), time);
        time.setScheduler(scheduler);
        scheduler.setPollInterval(Duration.ofMillis(100));
        SplitMix64 random = new SplitMix64(seed);
        wires = new SimulatedWires(clock, random.split());
        wires.setHandle(scheduler.add(wires.agent()));
        scheduler.start(List.of(wires.agent()));
        Map<String, Object> all = new HashMap<>(conf);
        all.put("topology.workers", workers);
        all.put("storm.messaging.netty.min_wait_ms", 1);
        all.put("storm.messaging.netty.max_wait_ms", 20);
        plan = TopologyPlan.of("joined", "joined-1", ConfValues.normalize(all), topology);
        for (int worker = 0; worker < workers; worker++) {
            PeerNetwork network = new PeerNetwork(
                    new Self(plan.id(), worker, EPOCH),
                    Placement.of(plan),
                    TransportConfig.of(plan.conf()),
                    wires.of(host(worker)),
                    clock,
                    random.split(),
                    new Random(random.nextLong()),
                    new Losses(worker, runtimes));
            networks.add(network);
            runtimes.add(TopologyRuntime.ofWorker(
                    plan, worker, network, scheduler, clock, random.nextLong(), () -> {}, error -> {}));
        }
        for (int worker = 0; worker < workers; worker++) {
            AgentHandle handle = scheduler.add(networks.get(worker).agent());
            networks.get(worker).start(handle);
            scheduler.start(List.of(networks.get(worker).agent()));
            for (int peer = 0; peer < workers; peer++) {
                if (peer != worker) {
                    networks.get(worker).setPeer(peer, new Peer(host(peer), 1, EPOCH));
                }
            }
        }
        until(() -> networks.stream().allMatch(PeerNetwork::isConnectedToAll), () -> "no connections");
        runtimes.forEach(TopologyRuntime::start);
        runtimes.forEach(TopologyRuntime::activate);
    }

    private static String host(int worker) {
        return "host-" + worker;
    }

    /** Where a task runs. */
    int workerOf(int task) {
        return plan.executorOf(task).worker();
    }

    /** Reports to spouts, as a bolt of a worker does. */
    AckSender reporter(int worker) {
        return new AckSender(networks.get(worker).ackLanes(), worker);
    }

    TopologyRuntime runtime(int worker) {
        return runtimes.get(worker);
    }

    /** Breaks the connection between two workers and lets no new one come to be. */
    void cut(int one, int other) {
        wires.cut(host(one), host(other));
    }

    /** Ends a {@link #cut}. */
    void heal(int one, int other) {
        wires.heal(host(one), host(other));
    }

    /** How long bytes take from now on. */
    void setDelay(Duration delay) {
        wires.setDelay(delay);
    }

    void advance(Duration duration) {
        scheduler.advance(duration);
    }

    void until(BooleanSupplier condition, Supplier<String> what) {
        for (int i = 0; i < MOST_MILLIS; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            scheduler.advance(SHORT);
        }
        throw new AssertionError("waited in vain: " + what.get());
    }

    /** What broke in the runtime itself; must stay empty. */
    List<Throwable> bugs() {
        return bugs;
    }

    @Override
    public void close() {
        runtimes.forEach(runtime -> runtime.stop(Duration.ZERO));
        networks.forEach(PeerNetwork::close);
        scheduler.advance(SHORT);
        scheduler.close();
    }
}
