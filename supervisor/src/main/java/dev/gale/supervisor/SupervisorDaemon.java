package dev.gale.supervisor;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.zookeeper.ZooKeeperClusterState;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DedicatedScheduler;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import dev.gale.supervisor.config.SupervisorConfig;
import dev.gale.supervisor.directory.DirectoryLock;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.fetch.HttpTopologyFetcher;
import dev.gale.supervisor.health.HealthCheck;
import dev.gale.supervisor.health.HealthScripts;
import dev.gale.supervisor.launch.WorkerProgram;
import dev.gale.supervisor.nimbus.KnownNimbuses;
import dev.gale.supervisor.nimbus.NimbusApi;
import dev.gale.supervisor.process.OsProcessLauncher;
import dev.gale.supervisor.report.FailureReports;
import dev.gale.supervisor.slot.SlotReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The supervisor of a machine as a daemon: a {@link Supervisor} with a thread, a directory, ZooKeeper and real processes. One
 * thread at a time calls {@link #start}, {@link #stopWorkers} and {@link #close}.
 *
 * <p>Closing it, or its death, leaves the workers running; the next supervisor of the directory takes them over.
 */
public final class SupervisorDaemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisorDaemon.class);

    private static final Duration FETCH_PAUSE = Duration.ofMillis(200);
    private static final Duration REPORT_PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int WAITING_THREADS = 4;

    private final SupervisorConfig config;
    private final Clock clock;
    private final Function<Executor, ClusterState> connect;
    private final WorkerProgram program;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // Made by start.
    private DirectoryLock lock;
    private ExecutorService waiting;
    private FailureReports reports;
    private ClusterState cluster;
    private DedicatedScheduler scheduler;
    /** Written by start; read by any. */
    private volatile Supervisor supervisor;

    /**
     * A daemon on ZooKeeper, whose workers run this JVM's classes.
     *
     * @throws IllegalArgumentException naming every setting that is wrong
     */
    public SupervisorDaemon(Map<String, Object> conf, Clock clock) {
        this(
                SupervisorConfig.from(conf),
                clock,
                zooKeeper(conf),
                WorkerProgram.ofGale(SupervisorConfig.from(conf).libDir()));
    }

    /**
     * @param connect makes the client of the cluster's facts, given the executor for its callbacks
     */
    public SupervisorDaemon(
            SupervisorConfig config, Clock clock, Function<Executor, ClusterState> connect, WorkerProgram program) {
        this.config = config;
        this.clock = clock;
        this.connect = connect;
        this.program = program;
    }

    private static Function<Executor, ClusterState> zooKeeper(Map<String, Object> conf) {
        CoordinationSettings settings = CoordinationSettings.from(conf);
        return callbacks -> new ZooKeeperClusterState(settings, callbacks);
    }

    /**
     * Starts it, and returns; ZooKeeper is waited for in the background.
     *
     * @throws IOException when another supervisor uses the directory, or it can't be written to; nothing is started then
     */
    public void start() throws IOException {
        LocalDirectory directory = new LocalDirectory(config.localDir());
        lock = DirectoryLock.take(directory);
        SupervisorId id = id(directory);
        LOG.info("supervisor {} of {} begins in {}", id, config.host(), directory.root());
        AtomicInteger number = new AtomicInteger();
        waiting = Executors.newFixedThreadPool(WAITING_THREADS, task -> {
            Thread thread = new Thread(task, "sv-waiting-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        SplitMix64 random = SplitMix64.unpredictable();
        Mailbox mailbox = new Mailbox();
        KnownNimbuses nimbuses = new KnownNimbuses();
        NimbusApi api = new NimbusApi(config.apiSecret(), config.apiCalls());
        reports = new FailureReports(config.host(), clock, nimbuses, api, REPORT_PAUSE);
        cluster = connect.apply(mailbox);
        supervisor = new Supervisor(
                id,
                version(),
                config,
                new SupervisorMeans(
                        clock,
                        random,
                        mailbox,
                        cluster,
                        waiting,
                        nimbuses,
                        new HttpTopologyFetcher(directory, nimbuses, api, config.fetchLimit(), FETCH_PAUSE),
                        new OsProcessLauncher(clock),
                        program,
                        healthCheck(),
                        reports));
        CompletableFuture<Void> unused = supervisor
                .displaced()
                .thenRun(() -> ended.completeExceptionally(new IllegalStateException(
                        "another supervisor with the id " + id + " has taken this one's place")));
        scheduler = new DedicatedScheduler(clock, this::onError, ThreadHook.NONE);
        AgentHandle handle = scheduler.add(supervisor);
        mailbox.wakeBy(handle::signal);
        scheduler.start(List.of(supervisor));
    }

    private SupervisorId id(LocalDirectory directory) throws IOException {
        try {
            return directory.id(UUID.randomUUID().toString());
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private HealthCheck healthCheck() {
        return config.healthDir()
                .<HealthCheck>map(dir -> new HealthScripts(dir, config.healthLimit(), config.lateHealthFails()))
                .orElse(List::of);
    }

    private static String version() {
        return Optional.ofNullable(SupervisorDaemon.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private void onError(Agent agent, Throwable error) {
        LOG.error("the supervisor has failed; its workers run on, and its next start takes them over", error);
        ended.completeExceptionally(error);
    }

    /** How each slot stands; empty before the start. Any thread. */
    public List<SlotReport> slots() {
        Supervisor running = supervisor;
        return running == null ? List.of() : running.reports();
    }

    /** Done when the daemon was closed; failed when it has ended by itself, and the process should too. Any thread. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /**
     * Stops all workers for good, as before a machine is taken down. After {@link #start}; to be followed by {@link #close}.
     *
     * @param limit beyond what workers are given to stop
     * @return whether all have ended
     */
    public boolean stopWorkers(Duration limit) throws InterruptedException {
        CompletableFuture<Void> stopped = supervisor.stopWorkers();
        try {
            stopped.get(config.stopLimit().plus(limit).toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("stopping workers is never completed with a failure", e);
        }
    }

    /** Ends the daemon and leaves the workers running. A second call does nothing. */
    @Override
    public void close() {
        if (scheduler != null) {
            scheduler
                    .stop(List.of(supervisor), GRACE)
                    .forEach(stuck -> LOG.warn("{} doesn't end: {}", stuck.name(), stuck.stack()));
            scheduler.close();
            scheduler = null;
            cluster.close();
            waiting.shutdownNow();
            reports.close();
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException("could not give up " + config.localDir(), e);
            }
        }
        ended.complete(null);
    }
}
