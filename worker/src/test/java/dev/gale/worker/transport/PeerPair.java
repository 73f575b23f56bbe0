package dev.gale.worker.transport;

import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Two workers that are joined by connections. */
abstract class PeerPair implements TwoWorkers {
    static final int WINDOW = 8;
    static final long FIRST_EPOCH = 5;

    /** Notes what it is told. */
    static final class Told implements PeerListener {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void onConnected(int worker) {
            events.add("connected " + worker);
        }

        @Override
        public void onLost(int worker, String why) {
            events.add("lost " + worker);
        }

        List<String> events() {
            return List.copyOf(events);
        }
    }

    private final Clock clock;
    final PeerNetwork[] networks = new PeerNetwork[2];
    final Told[] told = {new Told(), new Told()};
    private final WorkerEnd[] ends = new WorkerEnd[2];

    PeerPair(Clock clock) {
        this.clock = clock;
    }

    /** Settings that make tests short; a test adds its own. */
    static Map<String, Object> conf(Map<String, Object> own) {
        Map<String, Object> conf = new HashMap<>();
        conf.put("worker.transport.window", WINDOW);
        conf.put("worker.transport.ping.millis", 3_600_000);
        conf.put("storm.messaging.netty.min_wait_ms", 1);
        conf.put("storm.messaging.netty.max_wait_ms", 20);
        conf.putAll(own);
        return conf;
    }

    /** Makes a worker, with a network of its own, that isn't started yet. */
    void make(int worker, long epoch, Map<String, Object> own, Function<TransportConfig, Wires> wires) {
        TransportConfig config = TransportConfig.of(conf(own));
        networks[worker] = new PeerNetwork(
                new Self("words-1", worker, epoch),
                WorkerEnd.PLACEMENT,
                config,
                wires.apply(config),
                clock,
                new SplitMix64(worker),
                new Random(worker),
                told[worker]);
        ends[worker] = new WorkerEnd(worker, networks[worker]);
        ends[worker].wire();
    }

    int start(int worker, AgentHandle handle) {
        try {
            return networks[worker].start(handle);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    boolean isConnected() {
        return networks[0].isConnectedToAll() && networks[1].isConnectedToAll();
    }

    void awaitConnected() {
        until(this::isConnected, () -> "states " + networks[0].state(1) + " and " + networks[1].state(0));
    }

    /** Breaks the connection and lets both ends know. */
    abstract void breakConnection();

    @Override
    public WorkerEnd first() {
        return ends[0];
    }

    @Override
    public WorkerEnd second() {
        return ends[1];
    }
}
