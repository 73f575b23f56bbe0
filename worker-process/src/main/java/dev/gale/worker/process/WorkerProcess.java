package dev.gale.worker.process;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.LeaseEnd;
import dev.gale.coordination.LeaseListener;
import dev.gale.coordination.SessionState;
import dev.gale.coordination.WorkerLeases.Lease;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.coordination.model.WorkerLease;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.submission.Submission;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.process.WorkerEnd.Exit;
import dev.gale.worker.process.report.Reporter;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.TopologyLayout;
import dev.gale.worker.report.TopologyStats;
import dev.gale.worker.report.TopologyStats.ExecutorStats;
import dev.gale.worker.transport.LinkState;
import dev.gale.worker.transport.PeerListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker of a cluster: waits for its assignment, takes the lease of its slot, runs the executors that are assigned to
 * it, follows what changes, and ends when it may not go on. What it does in which state stands in {@link WorkerState};
 * how it ends, in {@link WorkerEnd}.
 *
 * <p>{@link #start} once; {@link #requestStop} or an end of its own; {@link #close}. It is an agent: all state belongs to
 * the thread that runs it; the cluster's facts, connections and other threads only enqueue. It goes on with what it last
 * heard while neither Nimbus nor ZooKeeper can be reached.
 */
public final class WorkerProcess implements Agent, WorkerReport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /** How long it goes on while its lease is being had anew for a newer assignment. */
    private static final Duration LEASE_WAIT = Duration.ofSeconds(10);

    private final WorkerIdentity identity;
    private final WorkerConfig config;
    private final Submission submission;
    private final Path code;
    private final WorkerPlatform platform;
    private final Function<Executor, ClusterState> connect;

    private final ConcurrentLinkedQueue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<WorkerEnd> end = new CompletableFuture<>();
    private final PeerBook peerBook;
    /** Those to which there is a connection. */
    private final Set<Integer> connected = new TreeSet<>();
    /** Set by {@link #start}, before this agent runs. */
    private volatile AgentHandle handle;

    /** Written by this agent's thread; read by any. */
    private volatile WorkerState state = WorkerState.AWAITING_ASSIGNMENT;

    private volatile WorkerLease lease;
    private volatile RunningWorker worker;

    private Reporter reporter;
    private ClusterState cluster;
    private Lease claim;
    /** The newest that was heard of; null before. */
    private Assignment assignment;
    /** Assignments up to this one give no lease any more. */
    private long refusedEpoch;

    private boolean active;
    /** Of the lease that was asked for last. */
    private long claimedEpoch;
    /** When the present state has lasted too long. */
    private long deadlineNs = NEVER;
    /** When the lease must have been granted again. */
    private long leaseDeadlineNs = NEVER;

    /**
     * @param conf the configuration of the cluster
     * @param code the jar with the topology's classes; null when they are on the class path of this JVM
     * @param connect makes the view of the cluster's facts, given on what its listeners are to be called
     * @throws IllegalArgumentException saying which settings are wrong
     */
    public WorkerProcess(
            WorkerIdentity identity,
            Map<String, Object> conf,
            Submission submission,
            Path code,
            WorkerPlatform platform,
            Function<Executor, ClusterState> connect) {
        this.identity = identity;
        this.config = WorkerConfig.of(conf, submission);
        this.submission = submission;
        this.code = code;
        this.platform = platform;
        this.connect = connect;
        this.peerBook = new PeerBook(identity.slot());
    }

    // --- any thread ---

    /** Begins. */
    public void start() {
        handle = platform.control().add(this);
        platform.control().start(List.of(this));
    }

    /** How long user code may go on when it stops. */
    Duration shutdownLimit() {
        return config.shutdown();
    }

    /** Tells it to stop in an orderly way; see {@link #whenEnded}. */
    public void requestStop() {
        enqueue(() -> end(Exit.STOPPED, "it was told to stop", false));
    }

    /** Completed when it has stopped, by itself or because it was told to. */
    public CompletableFuture<WorkerEnd> whenEnded() {
        return end.copy();
    }

    /** An agent that isn't an executor broke, which is a defect; the process can't go on. */
    public void onBug(String agent, Throwable error) {
        LOG.error("{}: agent {} broke", identity, agent, error);
        end.complete(new WorkerEnd(Exit.FAILED, "agent " + agent + " broke: " + error));
    }

    private void enqueue(Runnable event) {
        events.add(event);
        AgentHandle present = handle;
        if (present != null) {
            present.signal();
        }
    }

    /**
     * Ends it, if it hasn't ended: at once, as when a process is killed, but for the user code's calls to close it. Not
     * to be called by this agent's own thread.
     */
    @Override
    public void close() {
        if (handle != null) {
            platform.control().stop(List.of(this), Duration.ofSeconds(WorkerSettings.SHUTDOWN_SECS.defaultValue()));
        }
    }

    // --- Agent ---

    @Override
    public String name() {
        return "wk-process";
    }

    /** It waits for executors that it stops. */
    @Override
    public boolean needsOwnThread() {
        return true;
    }

    @Override
    public void onStart() {
        deadlineNs = after(config.assignmentWait());
        startReporter();
        cluster = connect.apply(this::enqueue);
        cluster.addSessionListener(this::onSessionState);
        cluster.start();
        cluster.assignments().watch(identity.topologyId(), this::onAssignment);
        cluster.topologies().watch(identity.topologyId(), this::onTopology);
        cluster.workerLeases().watch(identity.topologyId(), this::onLeases);
        cluster.leadership().watchLeader(reporter::onLeader);
    }

    private void startReporter() {
        reporter = new Reporter(
                identity.topologyId(),
                identity.host(),
                identity.slot().port(),
                config.statsInterval(),
                platform.newReportSender(config.apiSecret(), config.apiCalls()),
                platform.clock());
        reporter.wakeBy(platform.control().add(reporter));
        platform.control().start(List.of(reporter));
    }

    @Override
    public int doWork() {
        int work = 0;
        for (Runnable event = events.poll(); event != null; event = events.poll()) {
            if (state != WorkerState.ENDED) {
                event.run();
            }
            work++;
        }
        if (deadlineNs != NEVER && platform.clock().nanoTime() - deadlineNs >= 0) {
            deadlineNs = NEVER;
            onDeadline();
            work++;
        }
        if (leaseDeadlineNs != NEVER && platform.clock().nanoTime() - leaseDeadlineNs >= 0) {
            end(Exit.LEASE_LOST, "its lease was refused and couldn't be had again", true);
            work++;
        }
        return work;
    }

    @Override
    public long nextDeadlineNs() {
        return Math.min(deadlineNs, leaseDeadlineNs);
    }

    @Override
    public void onStop() {
        if (state != WorkerState.ENDED) {
            endNow(Exit.STOPPED, "it was closed", () -> worker.stop(true, Duration.ZERO));
        }
    }

    private long after(Duration wait) {
        return platform.clock().nanoTime() + wait.toNanos();
    }

    private void onDeadline() {
        switch (state) {
            case AWAITING_ASSIGNMENT ->
                end(
                        Exit.CANNOT_START,
                        "no assignment of topology " + identity.topologyId() + " that names the slot " + identity.slot()
                                + " was heard of within "
                                + config.assignmentWait().toSeconds()
                                + " s; the connection with the cluster's facts is " + cluster.sessionState()
                                + ". See storm.zookeeper.servers and " + WorkerSettings.ASSIGNMENT_WAIT_SECS,
                        false);
            case JOINING -> {
                Set<Integer> missing = worker.peers();
                missing.removeAll(connected);
                LOG.warn(
                        "{}: starts its executors although {} of {} peers can't be reached after {} s: workers {}; what"
                                + " is sent to them waits",
                        identity,
                        missing.size(),
                        worker.peers().size(),
                        config.peersWait().toSeconds(),
                        missing);
                run();
            }
            case AWAITING_LEASE, RUNNING, STOPPING, ENDED -> {}
        }
    }

    // --- what the cluster tells ---

    private void onSessionState(SessionState session) {
        switch (session) {
            case SUSPENDED -> LOG.warn("{}: no connection with the cluster's facts; goes on as it is", identity);
            case LOST -> LOG.warn("{}: the session with the cluster's facts has ended", identity);
            case CONNECTING, CONNECTED, RECONNECTED ->
                LOG.info("{}: the connection with the cluster's facts is {}", identity, session);
        }
    }

    private void onTopology(Optional<TopologyInfo> topology) {
        if (topology.isPresent()) {
            active = topology.get().status() == TopologyStatus.ACTIVE;
            if (state == WorkerState.RUNNING) {
                worker.setActive(active);
            }
        }
    }

    private void onLeases(Map<Slot, WorkerLease> held) {
        peerBook.onLeases(held);
        if (worker != null && state != WorkerState.STOPPING) {
            worker.setPeers(peerBook.peers());
        }
    }

    /** Without an assignment nothing changes here: the end of a topology is the end of its leases. */
    private void onAssignment(Optional<Assignment> heard) {
        if (heard.isEmpty() || (assignment != null && heard.get().epoch() <= assignment.epoch())) {
            return;
        }
        assignment = heard.get();
        switch (state) {
            case AWAITING_ASSIGNMENT -> tryClaim();
            case JOINING, RUNNING -> follow();
            // What the lease was asked for by the one before is refused, or will be raised when it is granted.
            case AWAITING_LEASE, STOPPING, ENDED -> {}
        }
    }

    private boolean isAssigned() {
        return assignment.slots().containsKey(identity.slot());
    }

    /** Asks for the lease if the newest assignment gives a right to it. */
    private void tryClaim() {
        if (assignment != null && assignment.epoch() > refusedEpoch && isAssigned()) {
            deadlineNs = NEVER;
            state = WorkerState.AWAITING_LEASE;
            LOG.info("{}: asks for the lease of epoch {}", identity, assignment.epoch());
            claim(identity.leaseAt(assignment.epoch()));
        }
    }

    private void claim(WorkerLease wanted) {
        claimedEpoch = wanted.epoch();
        claim = cluster.workerLeases().acquire(wanted, new LeaseListener() {
            @Override
            public void onGranted(WorkerLease granted) {
                WorkerProcess.this.onGranted(granted);
            }

            @Override
            public void onEnded(LeaseEnd leaseEnd, String explanation) {
                WorkerProcess.this.onLeaseEnded(leaseEnd, explanation);
            }
        });
    }

    private void onGranted(WorkerLease granted) {
        lease = granted;
        leaseDeadlineNs = NEVER;
        if (state != WorkerState.AWAITING_LEASE) {
            return;
        }
        if (assignment.epoch() == granted.epoch()) {
            LOG.info("{}: has the lease of epoch {}", identity, granted.epoch());
            join();
        } else {
            // Of an assignment that is over, and by whose epoch peers wouldn't know this process.
            claim.close();
            awaitAssignment();
        }
    }

    private void awaitAssignment() {
        lease = null;
        refusedEpoch = claimedEpoch;
        state = WorkerState.AWAITING_ASSIGNMENT;
        deadlineNs = after(config.assignmentWait());
        tryClaim();
    }

    private void onLeaseEnded(LeaseEnd leaseEnd, String explanation) {
        boolean overtaken = leaseEnd == LeaseEnd.STALE_EPOCH || leaseEnd == LeaseEnd.NOT_ASSIGNED;
        if (state == WorkerState.AWAITING_LEASE && overtaken) {
            // By an assignment that was made meanwhile, and that is or will be heard of here.
            awaitAssignment();
        } else if (leaseEnd == LeaseEnd.STALE_EPOCH) {
            // Two assignments came close together. If the newer one keeps this worker too, its lease can be had by it.
            refusedEpoch = claimedEpoch;
            claim = null;
            leaseDeadlineNs = after(LEASE_WAIT);
            renewClaim();
        } else {
            end(Exit.LEASE_LOST, "its lease has ended (" + leaseEnd + "): " + explanation, true);
        }
    }

    /** Goes over to the lease of the newest assignment, which keeps the executors here. */
    private void renewClaim() {
        if (claim != null) {
            claimedEpoch = assignment.epoch();
            claim.raise(assignment.epoch());
        } else if (assignment.epoch() > refusedEpoch) {
            claim(lease.at(assignment.epoch()));
        }
    }

    // --- the worker ---

    /** Makes the worker and lets it connect. */
    private void join() {
        try {
            worker = new RunningWorker(
                    platform,
                    identity,
                    config,
                    AssignedPlan.of(submission, config.topology(), assignment, platform.threads()),
                    lease.sinceEpoch(),
                    code,
                    new Connections(),
                    () -> enqueue(this::onFailed),
                    reporter::onError);
            worker.listen();
        } catch (InvalidTopologyException | IOException | RuntimeException | LinkageError error) {
            LOG.error("{}: can't start", identity, error);
            end(Exit.CANNOT_START, "worker " + identity + " can't start: " + error.getMessage(), false);
            return;
        }
        reporter.onWorker(new Figures(worker.runtime()));
        complainOfUnplaced();
        state = WorkerState.JOINING;
        deadlineNs = after(config.peersWait());
        peerBook.onAssignment(assignment, worker.assigned().workers());
        worker.setPeers(peerBook.peers());
        runIfJoined();
    }

    /** What the reporter asks for, on its thread. */
    private record Figures(TopologyRuntime runtime) implements Reporter.Source {
        @Override
        public Duration uptime() {
            return runtime.uptime();
        }

        @Override
        public List<ExecutorStats> executorStats() {
            return runtime.executorStats();
        }
    }

    /** On connections' threads. */
    private final class Connections implements PeerListener {
        @Override
        public void onConnected(int peer) {
            enqueue(() -> {
                connected.add(peer);
                runIfJoined();
            });
        }

        @Override
        public void onLost(int peer, String why) {
            enqueue(() -> connected.remove(peer));
        }
    }

    private void runIfJoined() {
        if (state == WorkerState.JOINING && connected.containsAll(worker.peers())) {
            run();
        }
    }

    private void run() {
        deadlineNs = NEVER;
        try {
            worker.start();
        } catch (RuntimeException | LinkageError error) {
            LOG.error("{}: a worker hook threw", identity, error);
            end(Exit.FAILED, "a worker hook threw " + error, false);
            return;
        }
        state = WorkerState.RUNNING;
        LOG.info(
                "{}: runs as worker {} of epoch {} with {} executors, connected with {} of {} peers",
                identity,
                worker.number(),
                lease.sinceEpoch(),
                assignment.slots().get(identity.slot()).size(),
                connected.size(),
                worker.peers().size());
        worker.setActive(active);
    }

    /** Does as a newer assignment says. */
    private void follow() {
        if (!isAssigned()) {
            end(
                    Exit.LEASE_LOST,
                    "the assignment of epoch " + assignment.epoch() + " doesn't name its slot any more",
                    false);
            return;
        }
        AssignedPlan next;
        try {
            next = AssignedPlan.of(submission, config.topology(), assignment, platform.threads());
        } catch (InvalidTopologyException | RuntimeException error) {
            LOG.error("{}: the assignment of epoch {} can't be followed", identity, assignment.epoch(), error);
            end(Exit.REASSIGNED, "the assignment of epoch " + assignment.epoch() + " is of another submission", false);
            return;
        }
        if (!worker.assigned().canGoOnBy(next, identity.slot())) {
            end(
                    Exit.REASSIGNED,
                    "the assignment of epoch " + assignment.epoch() + " gives its slot other executors or other code",
                    false);
            return;
        }
        renewClaim();
        peerBook.onAssignment(assignment, next.workers());
        worker.goOnBy(next);
        worker.setPeers(peerBook.peers());
        LOG.info("{}: goes on by the assignment of epoch {}", identity, assignment.epoch());
        complainOfUnplaced();
        runIfJoined();
    }

    private void complainOfUnplaced() {
        long unplaced = worker.assigned().unplaced();
        if (unplaced > 0) {
            LOG.warn(
                    "{}: {} executors have no place by the assignment of epoch {}; what is sent to them waits",
                    identity,
                    unplaced,
                    assignment.epoch());
        }
    }

    private void onFailed() {
        worker.runtime()
                .failure()
                .ifPresent(failure -> end(Exit.FAILED, "the topology has failed: " + failure.why(), false));
    }

    // --- the end ---

    /** @param cutOff whether it must not act as the worker any more, not even for a moment */
    private void end(Exit exit, String why, boolean cutOff) {
        endNow(exit, why, () -> worker.stop(cutOff));
    }

    private void endNow(Exit exit, String why, Runnable stopWorker) {
        state = WorkerState.STOPPING;
        deadlineNs = NEVER;
        leaseDeadlineNs = NEVER;
        LOG.info("{}: stops with exit code {}: {}", identity, exit.code(), why);
        try {
            if (worker != null) {
                stopWorker.run();
            }
            if (claim != null) {
                claim.close();
            }
            if (cluster != null) {
                cluster.close();
            }
            stopReporter(exit, why);
        } finally {
            state = WorkerState.ENDED;
            end.complete(new WorkerEnd(exit, why));
        }
    }

    /** Last, since it may take a moment and nobody waits for it. */
    private void stopReporter(Exit exit, String why) {
        if (reporter != null) {
            if (exit == Exit.CANNOT_START || exit == Exit.FAILED) {
                reporter.onError(new ErrorReport(platform.clock().epochMillis(), null, -1, null, null, why, null));
            }
            platform.control().stop(List.of(reporter), Reporter.LAST_WORDS.plusSeconds(1));
        }
    }

    // --- WorkerReport ---

    @Override
    public WorkerIdentity identity() {
        return identity;
    }

    @Override
    public WorkerState state() {
        return state;
    }

    @Override
    public long epoch() {
        WorkerLease held = lease;
        return held == null ? 0 : held.epoch();
    }

    @Override
    public Optional<TopologyStats> stats() {
        return Optional.ofNullable(worker).map(running -> running.runtime().stats());
    }

    @Override
    public List<ErrorReport> errors(String component) {
        RunningWorker running = worker;
        return running == null ? List.of() : running.runtime().errors(component);
    }

    @Override
    public Optional<TopologyLayout> layout() {
        return Optional.ofNullable(worker).map(running -> running.runtime().layout());
    }

    @Override
    public Map<Integer, LinkState> peers() {
        Map<Integer, LinkState> states = new TreeMap<>();
        RunningWorker running = worker;
        if (running != null) {
            running.peers().forEach(peer -> states.put(peer, running.network().state(peer)));
        }
        return states;
    }
}
