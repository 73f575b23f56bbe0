package dev.gale.worker.process;

import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.LeadershipListener;
import dev.gale.coordination.Versioned;
import dev.gale.coordination.memory.InMemoryCluster;
import dev.gale.coordination.memory.InMemoryClusterState;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.AgentScheduler.ErrorHandler;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.time.Clock;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.submission.Submission;
import dev.gale.worker.process.report.NotedReports;
import dev.gale.worker.process.report.ReportSender;
import dev.gale.worker.transport.TransportConfig;
import dev.gale.worker.transport.Wires;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A cluster in this JVM: its facts in memory, a leader that the test plays, workers joined by real sockets. */
final class TestCluster implements AutoCloseable {
    static final TopologyId TOPOLOGY = new TopologyId("words-1");
    static final CodeHash CODE = new CodeHash("0123456789abcdef".repeat(4));
    static final SupervisorId HERE = new SupervisorId("here");

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    final Books books = new Books();
    final NotedReports reports = new NotedReports();
    final InMemoryCluster facts = new InMemoryCluster();
    final Map<String, Object> conf = new HashMap<>(Map.of(
            "storm.messaging.netty.min_wait_ms", 1,
            "storm.messaging.netty.max_wait_ms", 20,
            "worker.peers.wait.secs", 600,
            "worker.stats.report.secs", 1));
    private final List<ExecutorService> threads = new ArrayList<>();
    private final InMemoryClusterState leader;
    private final Map<Integer, TakenPort> ports = new HashMap<>();
    private final List<String> defects = new CopyOnWriteArrayList<>();
    private final MachinePlatform machine =
            new MachinePlatform((agent, error) -> defects.add(agent.name() + " broke: " + error));
    private final List<WorkerProcess> processes = new ArrayList<>();
    private final Map<WorkerProcess, InMemoryClusterState> clients = new HashMap<>();
    private volatile LeaderTerm term;
    private long epoch;
    private int started;

    TestCluster() {
        leader = facts.newClient("nimbus", newThread());
        leader.start();
        leader.leadership()
                .campaign(
                        new NimbusInfo(new NimbusId("nimbus"), "127.0.0.1", 8_080, "0.1.0", NOON),
                        new LeadershipListener() {
                            @Override
                            public void onGained(LeaderTerm gained) {
                                term = gained;
                            }

                            @Override
                            public void onLost() {}
                        });
        Await.until(() -> term != null, () -> "nobody leads");
        leader.topologies()
                .create(
                        term,
                        new TopologyInfo(
                                TOPOLOGY,
                                "words",
                                TopologyStatus.ACTIVE,
                                "ada",
                                CODE,
                                NOON,
                                2,
                                Map.of(),
                                Optional.empty()));
    }

    private ExecutorService newThread() {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "test-facts");
            made.setDaemon(true);
            return made;
        });
        threads.add(thread);
        return thread;
    }

    /** A slot on a port of which nobody else has heard. */
    Slot newSlot() {
        TakenPort taken = new TakenPort(conf);
        ports.put(taken.port(), taken);
        return new Slot(HERE, taken.port());
    }

    static List<ExecutorId> executors(String... tasks) {
        return Stream.of(tasks).map(ExecutorId::parse).toList();
    }

    /** The next assignment. */
    void assign(Map<Slot, List<ExecutorId>> slots) {
        epoch++;
        leader.assignments().write(term, Assignment.of(TOPOLOGY, epoch, slots, Map.of(HERE, "127.0.0.1"), CODE));
    }

    long epoch() {
        return epoch;
    }

    void setStatus(TopologyStatus status) {
        Versioned<TopologyInfo> now = leader.topologies().find(TOPOLOGY).orElseThrow();
        leader.topologies().update(term, now.value().with(status), now.version());
    }

    void removeTopology() {
        leader.topologies().remove(term, TOPOLOGY);
    }

    WorkerProcess start(Slot slot) {
        return start(slot, WordCount.submission(books));
    }

    /** Starts a worker process, which is one with this JVM but in nothing else. */
    WorkerProcess start(Slot slot, Submission submission) {
        started++;
        WorkerIdentity identity = new WorkerIdentity(TOPOLOGY, slot, "127.0.0.1", 1, NOON.plusSeconds(started));
        InMemoryClusterState[] client = new InMemoryClusterState[1];
        WorkerProcess process = new WorkerProcess(identity, conf, submission, null, new TestPlatform(), callbacks -> {
            client[0] = facts.newClient("worker at " + slot, callbacks);
            return client[0];
        });
        processes.add(process);
        process.start();
        Await.until(
                () -> process.state() != WorkerState.AWAITING_ASSIGNMENT,
                () -> "the worker at " + slot + " hears of nothing");
        clients.put(process, client[0]);
        return process;
    }

    /** The process's view of the facts, to be disturbed. */
    InMemoryClusterState clientOf(WorkerProcess process) {
        return clients.get(process);
    }

    static void awaitState(WorkerProcess process, WorkerState state) {
        Await.until(() -> process.state() == state, () -> "the process is " + process.state());
    }

    static WorkerEnd awaitEnd(WorkerProcess process) {
        return process.whenEnded().orTimeout(60, TimeUnit.SECONDS).join();
    }

    List<String> defects() {
        return defects;
    }

    @Override
    public void close() {
        processes.forEach(WorkerProcess::close);
        leader.close();
        machine.close();
        threads.forEach(ExecutorService::shutdown);
        ports.values().forEach(TakenPort::close);
        books.close();
    }

    /** This machine, but for the ports that are taken already. */
    private final class TestPlatform implements WorkerPlatform {
        @Override
        public Clock clock() {
            return machine.clock();
        }

        @Override
        public AgentScheduler control() {
            return machine.control();
        }

        @Override
        public AgentScheduler newExecutors(ErrorHandler errors, ThreadHook hook) {
            return machine.newExecutors(errors, hook);
        }

        @Override
        public int threads() {
            return machine.threads();
        }

        @Override
        public Wires newWires(TransportConfig config, int port) {
            TakenPort taken = ports.get(port);
            return taken == null ? machine.newWires(config, port) : taken;
        }

        @Override
        public ReportSender newReportSender(Optional<String> secret, ApiCalls calls) {
            return reports;
        }

        @Override
        public RandomGenerator random() {
            return machine.random();
        }
    }
}
