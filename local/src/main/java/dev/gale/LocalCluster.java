package dev.gale;

import com.codahale.metrics.MetricRegistry;
import dev.gale.generated.ClusterSummary;
import dev.gale.generated.KillOptions;
import dev.gale.generated.NotAliveException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import dev.gale.generated.TopologyInfo;
import dev.gale.generated.TopologyInitialStatus;
import dev.gale.generated.TopologySummary;
import dev.gale.kernel.agent.Agent;
import dev.gale.local.ExecutionMode;
import dev.gale.local.LayoutText;
import dev.gale.local.LocalNimbus;
import dev.gale.local.LocalNimbus.Running;
import dev.gale.local.Summaries;
import dev.gale.local.submit.LocalMode;
import dev.gale.testing.TrackedTopology;
import dev.gale.thrift.TException;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.TopologyStats;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * A cluster in this JVM, to run and to test topologies: no ZooKeeper, no ports, no other process; never ends the JVM; no
 * thread of it is left after {@link #close}.
 *
 * <p>By default executors share as many threads as there are cores, in real time; {@link #describePlan} tells which runs
 * where. {@link Builder#withSimulatedTime} lets time stand still until {@link #advanceClusterTime(int)} moves it, and gives
 * each executor, or row of executors that call each other, a thread; {@link Builder#withDeterministicSchedule} runs everything on the
 * calling thread, in virtual time and in an order drawn from a seed.
 *
 * <p>Methods may be called by any thread, those of a deterministic cluster only by the thread that built it.
 */
public class LocalCluster implements ILocalCluster {
    /** Kills without waiting for what is in flight. */
    public static final KillOptions KILL_NOW = killNow();

    private static final Duration IDLE_LIMIT = Duration.ofSeconds(10);

    private final ExecutionMode mode;
    private final LocalNimbus nimbus;
    private final Map<String, Object> daemonConf;
    private final String trackedId;

    private static KillOptions killNow() {
        KillOptions options = new KillOptions();
        options.set_wait_secs(0);
        return options;
    }

    /** A cluster on threads in real time, in which trees of tuples time out as topologies say. */
    public LocalCluster() {
        this(new Builder().withDaemonConf(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true));
    }

    private LocalCluster(Builder builder) {
        this.daemonConf = Collections.unmodifiableMap(builder.daemonConf());
        this.trackedId = builder.trackedId;
        LocalNimbus[] reference = new LocalNimbus[1];
        this.mode = builder.mode((agent, error) -> onAgentError(reference[0], agent, error));
        this.nimbus = new LocalNimbus(
                mode,
                daemonConf,
                builder.supervisors * builder.portsPerSupervisor,
                builder.seed == null ? new SecureRandom().nextLong() : builder.seed);
        reference[0] = nimbus;
        nimbus.start();
    }

    /**
     * Runs a program that submits topologies as to a cluster, with a local one; see {@link
     * LocalMode#withLocalModeOverride(Callable, long, Map)}.
     */
    public static <T> T withLocalModeOverride(Callable<T> go, long ttlSec) throws Exception {
        return LocalMode.withLocalModeOverride(go, ttlSec);
    }

    private static void onAgentError(LocalNimbus nimbus, Agent agent, Throwable error) {
        nimbus.onAgentError(agent, error);
    }

    /** Settings for a cluster. Timeouts of trees are off unless the configuration turns them on, as in Storm. */
    public static class Builder {
        private final Map<String, Object> conf = new HashMap<>();
        private int supervisors = 2;
        private int portsPerSupervisor = 3;
        private boolean simulatedTime;
        private Long seed;
        private String trackedId;

        /** How many supervisors to pretend; supervisors times ports is the most workers a topology can have. */
        public Builder withSupervisors(int supervisors) {
            this.supervisors = positive("supervisors", supervisors);
            return this;
        }

        /** How many workers each of them could run. */
        public Builder withPortsPerSupervisor(int portsPerSupervisor) {
            this.portsPerSupervisor = positive("ports per supervisor", portsPerSupervisor);
            return this;
        }

        private static int positive(String what, int number) {
            if (number < 1) {
                throw new IllegalArgumentException(what + " must be at least 1, was " + number);
            }
            return number;
        }

        /** Configuration for all topologies; their own wins. */
        public Builder withDaemonConf(Map<String, Object> conf) {
            if (conf != null) {
                this.conf.putAll(conf);
            }
            return this;
        }

        /** One entry of the configuration for all topologies. */
        public Builder withDaemonConf(String key, Object value) {
            conf.put(key, value);
            return this;
        }

        /** Local clusters have no Nimbus daemon; accepted so that tests written for Storm compile. */
        public Builder withNimbusDaemon() {
            return this;
        }

        /** As {@link #withNimbusDaemon()}. */
        public Builder withNimbusDaemon(Boolean daemon) {
            return this;
        }

        /** Time stands still until it is advanced; executors run on threads. */
        public Builder withSimulatedTime() {
            return withSimulatedTime(true);
        }

        /** As {@link #withSimulatedTime()}, or not. */
        public Builder withSimulatedTime(boolean simulated) {
            this.simulatedTime = simulated;
            return this;
        }

        /**
         * Everything runs on the calling thread, when it is asked to, in virtual time; which executor is next is drawn
         * from the seed. Trees time out, since virtual time is never late by accident.
         */
        public Builder withDeterministicSchedule(long seed) {
            this.seed = seed;
            conf.putIfAbsent(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true);
            return this;
        }

        /** Counts what topologies do for {@code Testing.trackedWait}; here it always is counted. */
        public Builder withTracked() {
            return withTracked(UUID.randomUUID().toString());
        }

        /** As {@link #withTracked()}, with a given id. */
        public Builder withTracked(String trackedId) {
            this.trackedId = trackedId;
            return this;
        }

        /** Starts the cluster. */
        public LocalCluster build() {
            return new LocalCluster(this);
        }

        private Map<String, Object> daemonConf() {
            Map<String, Object> whole = new HashMap<>();
            whole.put(Config.TOPOLOGY_SKIP_MISSING_KRYO_REGISTRATIONS, true);
            whole.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, false);
            whole.putAll(conf);
            return whole;
        }

        private ExecutionMode mode(dev.gale.kernel.agent.AgentScheduler.ErrorHandler errors) {
            if (seed != null) {
                return ExecutionMode.deterministic(seed, errors);
            }
            return simulatedTime ? ExecutionMode.simulatedTime(errors) : ExecutionMode.realTime(errors);
        }
    }

    /** A topology that runs in a local cluster; closing it kills it at once. */
    public static class LocalTopology extends StormTopology implements ILocalTopology {
        private static final long serialVersionUID = 1L;

        private final transient LocalCluster cluster;
        private final String name;

        public LocalTopology(LocalCluster cluster, String name, StormTopology topology) {
            super(topology);
            this.cluster = cluster;
            this.name = name;
        }

        /** The name it was submitted under. */
        public String name() {
            return name;
        }

        @Override
        public void close() throws TException {
            if (cluster.nimbus.all().stream()
                    .anyMatch(running -> running.runtime().plan().name().equals(name))) {
                cluster.killTopologyWithOpts(name, KILL_NOW);
            }
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    // --- topologies ---

    @Override
    public LocalTopology submitTopology(String name, Map<String, Object> conf, StormTopology topology)
            throws TException {
        return submitTopologyWithOpts(name, conf, topology, new SubmitOptions(TopologyInitialStatus.ACTIVE));
    }

    @Override
    public LocalTopology submitTopologyWithOpts(
            String name, Map<String, Object> conf, StormTopology topology, SubmitOptions options) throws TException {
        boolean active = options == null || options.get_initial_status() != TopologyInitialStatus.INACTIVE;
        nimbus.submit(name, conf, topology, active);
        return new LocalTopology(this, name, topology);
    }

    @Override
    public LocalTopology submitTopology(String name, Map<String, Object> conf, TrackedTopology topology)
            throws TException {
        LocalTopology submitted = submitTopology(name, conf, topology.getTopology());
        topology.submittedAs(name);
        return submitted;
    }

    @Override
    public LocalTopology submitTopologyWithOpts(
            String name, Map<String, Object> conf, TrackedTopology topology, SubmitOptions options) throws TException {
        LocalTopology submitted = submitTopologyWithOpts(name, conf, topology.getTopology(), options);
        topology.submittedAs(name);
        return submitted;
    }

    /** Stops the spouts now and removes the topology when its message timeout has passed. */
    @Override
    public void killTopology(String name) throws NotAliveException {
        nimbus.kill(name, null);
    }

    /** As {@link #killTopology}, with a wait of its own; with 0 seconds it is gone when this returns. */
    @Override
    public void killTopologyWithOpts(String name, KillOptions options) throws NotAliveException {
        nimbus.kill(
                name,
                options != null && options.is_set_wait_secs() ? Duration.ofSeconds(options.get_wait_secs()) : null);
    }

    @Override
    public void activate(String name) throws NotAliveException {
        nimbus.activate(name);
    }

    @Override
    public void deactivate(String name) throws NotAliveException {
        nimbus.deactivate(name);
    }

    /** What Storm's tests call for the operations of Nimbus, which this class has itself. */
    public LocalCluster getNimbus() {
        return this;
    }

    /** Configuration that holds for all topologies. */
    public Map<String, Object> getDaemonConf() {
        return daemonConf;
    }

    // --- what is there and what it does ---

    /**
     * What a topology has done so far: exact counts and distributions; may be called while it runs.
     *
     * @throws NotAliveException when there is no such topology
     */
    public TopologyStats stats(String name) throws NotAliveException {
        return nimbus.find(name).runtime().stats();
    }

    /** The newest errors of a topology's components. */
    public List<ErrorReport> errors(String name) throws NotAliveException {
        return nimbus.find(name).runtime().errors(null);
    }

    /** The newest errors of one component, newest first. */
    public List<ErrorReport> errors(String name, String component) throws NotAliveException {
        return nimbus.find(name).runtime().errors(component);
    }

    /** Why a topology has stopped by itself; empty as long as it hasn't. */
    public Optional<TopologyRuntime.Failure> failure(String name) throws NotAliveException {
        return nimbus.find(name).runtime().failure();
    }

    /**
     * Which executors share a thread now, which call each other, and for each subscription whether tuples go by a call or
     * by a queue, and why: text of several short lines, for people. It is logged at submission, too; later it may differ,
     * since executors whose calls take long are given threads of their own.
     */
    public String describePlan(String name) throws NotAliveException {
        return LayoutText.of(nimbus.find(name).runtime().layout());
    }

    /** The metrics that a topology's spouts and bolts have registered. */
    public MetricRegistry metrics(String name) throws NotAliveException {
        return nimbus.find(name).runtime().metrics();
    }

    @Override
    public StormTopology getTopology(String id) throws NotAliveException {
        return nimbus.findById(id).runtime().plan().topology();
    }

    @Override
    public ClusterSummary getClusterInfo() {
        return Summaries.cluster(getTopologySummaries());
    }

    @Override
    public List<TopologySummary> getTopologySummaries() {
        return nimbus.all().stream()
                .map(running -> Summaries.summary(running, mode.clock()))
                .toList();
    }

    @Override
    public TopologySummary getTopologySummaryByName(String name) throws NotAliveException {
        return Summaries.summary(nimbus.find(name), mode.clock());
    }

    @Override
    public TopologySummary getTopologySummary(String id) throws NotAliveException {
        return Summaries.summary(nimbus.findById(id), mode.clock());
    }

    @Override
    public TopologyInfo getTopologyInfo(String id) throws NotAliveException {
        return info(nimbus.findById(id));
    }

    @Override
    public TopologyInfo getTopologyInfoByName(String name) throws NotAliveException {
        return info(nimbus.find(name));
    }

    private TopologyInfo info(Running running) {
        return Summaries.info(running, mode.clock());
    }

    // --- time ---

    /** Lets virtual time pass and everything run that becomes due. */
    @Override
    public void advanceClusterTime(int secs) throws InterruptedException {
        advanceClusterTime(secs, 1);
    }

    /** As {@link #advanceClusterTime(int)}, in steps, waiting after each until nothing is left to do. */
    @Override
    public void advanceClusterTime(int secs, int step) throws InterruptedException {
        if (step < 1) {
            throw new IllegalArgumentException("the step must be at least 1 second, was " + step);
        }
        for (int left = secs; left > 0; left -= step) {
            advanceTime(Duration.ofSeconds(Math.min(left, step)));
        }
    }

    /**
     * Does what is left to do, lets virtual time pass, and does what is due then.
     *
     * @throws AssertionError when the cluster doesn't get idle within 10 seconds of real time
     */
    public void advanceTime(Duration duration) throws InterruptedException {
        waitForIdle();
        mode.advance(duration);
        waitForIdle();
    }

    /** Waits until no executor has anything to do, at most 10 seconds. */
    @Override
    public void waitForIdle() throws InterruptedException {
        waitForIdle(IDLE_LIMIT.toMillis());
    }

    /**
     * Waits until no executor has anything to do and spouts have nothing to emit.
     *
     * @throws AssertionError when that doesn't come within {@code timeoutMs} of real time
     */
    @Override
    public void waitForIdle(long timeoutMs) throws InterruptedException {
        if (!mode.scheduler().awaitIdle(Duration.ofMillis(timeoutMs))) {
            throw new AssertionError("the cluster is still busy after " + timeoutMs + " ms: "
                    + nimbus.all().stream()
                            .map(running -> running.runtime().stats())
                            .toList());
        }
    }

    /** How this cluster runs; for drivers that step it. */
    public ExecutionMode mode() {
        return mode;
    }

    /** The id given by {@link Builder#withTracked(String)}; null if the cluster wasn't built so. */
    @Override
    public String getTrackedId() {
        return trackedId;
    }

    @Override
    public void shutdown() {
        close();
    }

    /**
     * Kills all topologies at once and ends all threads. May be repeated.
     *
     * @throws IllegalStateException when user code goes on in a thread although it was interrupted
     */
    @Override
    public void close() {
        nimbus.close();
    }
}
