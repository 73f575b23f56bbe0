package dev.gale.local;

import dev.gale.Config;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.NotAliveException;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.agent.AgentScheduler.StuckAgent;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.utils.ConfValues;
import dev.gale.utils.Utils;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.config.TopologySettings;
import dev.gale.worker.plan.TopologyPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topologies of a local cluster: submits, activates, kills after a wait. Thread-safe. It is an agent too, for what is
 * due later.
 */
public final class LocalNimbus implements Agent, AutoCloseable {
    /** How a topology stands; the names are Storm's. */
    public enum Status {
        ACTIVE,
        INACTIVE,
        KILLED,
        /** Has stopped by itself; see {@link TopologyRuntime#failure}. */
        FAILED
    }

    /** A topology that is there. */
    public static final class Running {
        private final TopologyRuntime runtime;
        private final long startedNs;
        private Status status;
        private long killAtNs = NEVER;

        private Running(TopologyRuntime runtime, long startedNs, Status status) {
            this.runtime = runtime;
            this.startedNs = startedNs;
            this.status = status;
        }

        public TopologyRuntime runtime() {
            return runtime;
        }

        public Status status() {
            return runtime.failure().isPresent() && status != Status.KILLED ? Status.FAILED : status;
        }

        /** In the cluster's time. */
        public long startedNs() {
            return startedNs;
        }
    }

    /** Long enough for a call that works, short enough for a test that closes a cluster whose spout sleeps. */
    private static final Duration STOP_GRACE = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(LocalNimbus.class);

    private final ExecutionMode mode;
    private final Map<String, Object> defaults;
    private final int slots;
    private final SplitMix64 random;
    private final Map<String, Running> topologies = new LinkedHashMap<>();
    private AgentHandle handle;
    private int submissions;
    private boolean closed;

    /**
     * @param defaults configuration that holds where a topology's own doesn't say otherwise
     * @param slots most workers of a topology
     * @param seed of everything random in the topologies
     */
    public LocalNimbus(ExecutionMode mode, Map<String, Object> defaults, int slots, long seed) {
        this.mode = mode;
        this.defaults = ConfValues.normalize(defaults);
        this.slots = slots;
        this.random = new SplitMix64(seed);
    }

    /** Begins to be run by the mode's scheduler. */
    public void start() {
        handle = mode.scheduler().add(this);
        mode.scheduler().start(List.of(this));
    }

    /**
     * Starts a topology.
     *
     * @throws IllegalArgumentException when the name or a value in the configuration is of no legal form
     */
    public synchronized Running submit(String name, Map<String, Object> conf, StormTopology topology, boolean active)
            throws AlreadyAliveException, InvalidTopologyException {
        if (closed) {
            throw new IllegalStateException("the cluster is closed; no topology can be submitted to it");
        }
        Utils.validateTopologyName(name);
        if (topologies.containsKey(name)) {
            throw new AlreadyAliveException("Topology " + name
                    + " is running in this cluster already; kill it first, or submit under another name");
        }
        Map<String, Object> merged = new LinkedHashMap<>(defaults);
        if (conf != null) {
            merged.putAll(ConfValues.normalize(conf));
        }
        String id = name + "-" + ++submissions + "-" + mode.clock().epochMillis() / 1000;
        capWorkers(merged);
        TopologyPlan plan = TopologyPlan.of(name, id, merged, topology.deepCopy(), mode.threads());
        TopologyRuntime runtime = new TopologyRuntime(plan, mode.scheduler(), mode.clock(), random.nextLong());
        Running running = new Running(runtime, mode.clock().nanoTime(), active ? Status.ACTIVE : Status.INACTIVE);
        try {
            runtime.start();
        } catch (RuntimeException error) {
            // A worker hook threw.
            runtime.stop(STOP_GRACE);
            throw error;
        }
        topologies.put(name, running);
        if (LOG.isInfoEnabled()) {
            LOG.info(LayoutText.of(runtime.layout()));
        }
        if (active) {
            runtime.activate();
        }
        return running;
    }

    private void capWorkers(Map<String, Object> conf) {
        if (conf.get(Config.TOPOLOGY_WORKERS) instanceof Long workers && workers > slots) {
            conf.put(Config.TOPOLOGY_WORKERS, (long) slots);
        }
    }

    /** @throws NotAliveException naming the topologies that there are */
    public synchronized Running find(String name) throws NotAliveException {
        Running running = topologies.get(name);
        if (running == null) {
            throw new NotAliveException("There is no topology named " + name + "; there are " + topologies.keySet());
        }
        return running;
    }

    /** By the id that a submission was given. */
    public synchronized Running findById(String id) throws NotAliveException {
        for (Running running : topologies.values()) {
            if (running.runtime.plan().id().equals(id)) {
                return running;
            }
        }
        throw new NotAliveException("There is no topology with id " + id + "; there are "
                + topologies.values().stream().map(r -> r.runtime.plan().id()).toList());
    }

    public synchronized List<Running> all() {
        return List.copyOf(topologies.values());
    }

    public synchronized void activate(String name) throws NotAliveException {
        Running running = find(name);
        if (running.status == Status.INACTIVE) {
            running.status = Status.ACTIVE;
            running.runtime.activate();
        }
    }

    public synchronized void deactivate(String name) throws NotAliveException {
        Running running = find(name);
        if (running.status == Status.ACTIVE) {
            running.status = Status.INACTIVE;
            running.runtime.deactivate();
        }
    }

    /**
     * Stops the spouts now and everything after a wait.
     *
     * @param wait null: the topology's message timeout; zero: it is gone when this returns
     */
    public void kill(String name, Duration wait) throws NotAliveException {
        Running running;
        synchronized (this) {
            running = find(name);
            Duration delay = wait == null
                    ? TopologySettings.messageTimeout(running.runtime.plan().conf())
                    : wait;
            running.status = Status.KILLED;
            if (!delay.isZero()) {
                running.runtime.deactivate();
                running.killAtNs = mode.clock().nanoTime() + delay.toNanos();
                handle.signal();
                return;
            }
            topologies.remove(name);
        }
        running.runtime.stop(STOP_GRACE);
    }

    // --- Agent ---

    @Override
    public String name() {
        return "nimbus";
    }

    /** It waits for the executors of topologies that it stops. */
    @Override
    public boolean needsOwnThread() {
        return true;
    }

    @Override
    public int doWork() {
        List<Running> due = new ArrayList<>();
        synchronized (this) {
            long nowNs = mode.clock().nanoTime();
            topologies.values().removeIf(running -> {
                if (running.killAtNs <= nowNs) {
                    due.add(running);
                    return true;
                }
                return false;
            });
        }
        // Outside of the lock: stopping waits for user code, which may ask this cluster for something.
        due.forEach(running -> running.runtime.stop(STOP_GRACE));
        return due.size();
    }

    @Override
    public synchronized long nextDeadlineNs() {
        return topologies.values().stream()
                .mapToLong(running -> running.killAtNs)
                .min()
                .orElse(NEVER);
    }

    /** An agent threw out of its duty cycle. */
    public synchronized void onAgentError(Agent agent, Throwable error) {
        boolean owned = false;
        for (Running running : topologies.values()) {
            if (running.runtime.owns(agent)) {
                owned = true;
                running.runtime.onBug(agent.name(), error);
            }
        }
        if (!owned) {
            LOG.error("agent {} of no topology that is there broke", agent.name(), error);
        }
    }

    /** Kills everything at once. */
    @Override
    public void close() {
        List<Running> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(topologies.values());
            topologies.clear();
        }
        mode.scheduler().stop(List.of(this), STOP_GRACE);
        List<StuckAgent> stuck = new ArrayList<>();
        left.forEach(running -> stuck.addAll(running.runtime.stop(STOP_GRACE)));
        mode.scheduler().close();
        if (!stuck.isEmpty()) {
            throw new IllegalStateException("closed, but user code goes on in " + stuck.size()
                    + " threads although they were interrupted: " + stuck);
        }
    }
}
