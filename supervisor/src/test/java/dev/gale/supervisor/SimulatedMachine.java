package dev.gale.supervisor;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.LeaseEnd;
import dev.gale.coordination.LeaseListener;
import dev.gale.coordination.memory.InMemoryCluster;
import dev.gale.coordination.memory.InMemoryClusterState;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.WorkerLease;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.ManualClock;
import dev.gale.supervisor.config.SupervisorConfig;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.WorkerExit;
import dev.gale.supervisor.fetch.FetchFailed;
import dev.gale.supervisor.fetch.FetchOutcome;
import dev.gale.supervisor.fetch.TopologyVersion;
import dev.gale.supervisor.launch.WorkerProgram;
import dev.gale.supervisor.nimbus.KnownNimbuses;
import dev.gale.supervisor.process.ScriptedLauncher;
import dev.gale.supervisor.process.ScriptedLauncher.ScriptedProcess;
import dev.gale.supervisor.slot.SlotListener;
import dev.gale.supervisor.slot.SlotReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;

/** A machine with a supervisor, in virtual time and on the test's thread; its processes are scripted, its directory is real. */
final class SimulatedMachine {
    static final CodeHash CODE = new CodeHash("0123456789abcdef".repeat(4));
    static final CodeHash OTHER_CODE = new CodeHash("fedcba9876543210".repeat(4));
    static final CodeHash JAR = new CodeHash("3".repeat(64));
    static final List<Integer> PORTS = List.of(6_700, 6_701, 6_702);

    /** What a supervisor dies of that is killed in the middle of its work. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final SupervisorId id = new SupervisorId("s1");
    private final ManualClock clock = new ManualClock(1_700_000_000_000L);
    private final InMemoryCluster cluster = new InMemoryCluster();
    private final SimulatedNimbus nimbus = new SimulatedNimbus(cluster, 8_080);
    private final ScriptedLauncher launcher = new ScriptedLauncher(clock);
    private final List<WorkerExit> exits = new ArrayList<>();
    private final List<String> notStarted = new ArrayList<>();
    private final SlotListener listener = new SlotListener() {
        @Override
        public void onWorkerExit(WorkerExit exit) {
            exits.add(exit);
        }

        @Override
        public void onNotStarted(TopologyId topologyId, int port, String why) {
            notStarted.add(port + ": " + topologyId + ": " + why);
        }
    };
    private final List<TopologyVersion> fetches = new ArrayList<>();
    private final SplitMix64 random;
    private final Map<String, Object> configuration;

    private SupervisorConfig config;
    private int killedInBetween;
    private boolean fetchFails;
    private List<String> healthProblems = List.of();

    // Of the present life.
    private Queue<Runnable> blocking;
    private InMemoryClusterState client;
    private Supervisor supervisor;

    SimulatedMachine(Path directory, long seed, Map<String, Object> settings) {
        this.random = new SplitMix64(seed);
        this.configuration = new HashMap<>(settings);
        configuration.put("storm.local.dir", directory.toString());
        configuration.put("supervisor.slots.ports", PORTS);
        this.config = SupervisorConfig.from(configuration);
    }

    /** What slots it has from its next start on. */
    void setSlots(List<Integer> ports) {
        configuration.put("supervisor.slots.ports", ports);
        config = SupervisorConfig.from(configuration);
    }

    // The supervisor's life

    /** Starts the supervisor, and lets it do what there is to do. */
    SimulatedMachine boot() {
        return boot(true);
    }

    /** Starts it cut off from ZooKeeper. */
    SimulatedMachine bootWithoutZooKeeper() {
        return boot(false);
    }

    private SimulatedMachine boot(boolean connected) {
        // Of two lives the later one must be seen to be later.
        clock.advance(Duration.ofMillis(1).toNanos());
        Mailbox mailbox = new Mailbox();
        blocking = new ArrayDeque<>();
        client = cluster.newClient("supervisor", mailbox);
        if (!connected) {
            client.suspend();
        }
        supervisor = new Supervisor(
                id,
                "test",
                config,
                new SupervisorMeans(
                        clock,
                        random,
                        mailbox,
                        client,
                        blocking::add,
                        new KnownNimbuses(),
                        this::fetch,
                        launcher,
                        new WorkerProgram("java", "lib/*", "WorkerMain"),
                        () -> healthProblems,
                        listener));
        surviving(() -> {
            supervisor.onStart();
            runToIdle();
        });
        return this;
    }

    private FetchOutcome.Ready fetch(TopologyVersion version) throws FetchFailed {
        fetches.add(version);
        if (fetchFails) {
            throw new FetchFailed("nobody has got it");
        }
        LocalDirectory directory = new LocalDirectory(config.localDir());
        return new FetchOutcome.Ready(
                directory.submission(version.codeHash()),
                Optional.of(new FetchOutcome.Jar(JAR, directory.jar(JAR))),
                Map.of("topology.environment", Map.of("CODE", version.codeHash().value())));
    }

    void stop() {
        supervisor.onStop();
        client.close();
        supervisor = null;
    }

    /** Kills the supervisor; its session ends. */
    void kill() {
        client.suspend();
        client.expireSession();
        supervisor = null;
    }

    boolean isUp() {
        return supervisor != null;
    }

    /** Kills it right after the next process has been started. */
    void killAfterNextLaunch() {
        launcher.afterNextLaunch(() -> {
            throw new Killed();
        });
    }

    private void surviving(Runnable work) {
        try {
            work.run();
        } catch (Killed e) {
            killedInBetween++;
            kill();
        }
    }

    void run() {
        surviving(this::runToIdle);
    }

    private void runToIdle() {
        boolean worked = true;
        while (worked) {
            worked = false;
            for (Runnable task = blocking.poll(); task != null; task = blocking.poll()) {
                task.run();
                worked = true;
            }
            worked |= supervisor.doWork() > 0;
        }
    }

    /** Lets time pass, stopping at each deadline. */
    void advance(Duration duration) {
        long endNs = clock.nanoTime() + duration.toNanos();
        if (isUp()) {
            run();
        }
        surviving(() -> {
            while (isUp() && supervisor.nextDeadlineNs() != Agent.NEVER && supervisor.nextDeadlineNs() <= endNs) {
                clock.advance(Math.max(0, supervisor.nextDeadlineNs() - clock.nanoTime()));
                runToIdle();
            }
        });
        clock.advance(endNs - clock.nanoTime());
        if (isUp()) {
            run();
        }
    }

    // The world around it

    SimulatedNimbus nimbus() {
        return nimbus;
    }

    Slot slot(int port) {
        return new Slot(id, port);
    }

    ScriptedLauncher launcher() {
        return launcher;
    }

    void setFetchFails(boolean fails) {
        fetchFails = fails;
    }

    void setHealthProblems(String... problems) {
        healthProblems = List.of(problems);
    }

    void cutFromZooKeeper() {
        client.suspend();
    }

    void connectToZooKeeper() {
        client.resume();
    }

    /** A worker's session with ZooKeeper: it holds its lease as long as it isn't closed. */
    ClusterState holdLease(String topology, int port, long epoch) {
        Queue<Runnable> callbacks = new ArrayDeque<>();
        InMemoryClusterState worker = cluster.newClient("worker", callbacks::add);
        worker.start();
        worker.workerLeases()
                .acquire(
                        new WorkerLease(
                                new TopologyId(topology),
                                slot(port),
                                epoch,
                                "127.0.0.1",
                                port,
                                process(port).identity().pid(),
                                process(port).identity().startedAt()),
                        new LeaseListener() {
                            @Override
                            public void onGranted(WorkerLease granted) {}

                            @Override
                            public void onEnded(LeaseEnd end, String explanation) {}
                        });
        run();
        return worker;
    }

    // What there is

    Supervisor supervisor() {
        return supervisor;
    }

    /** How often it was killed between the start of a process and its being written down. */
    int killedInBetween() {
        return killedInBetween;
    }

    List<WorkerExit> exits() {
        return exits;
    }

    /** What could not be fetched or started, as {@code port: topology: why}. */
    List<String> notStarted() {
        return notStarted;
    }

    List<TopologyVersion> fetches() {
        return fetches;
    }

    SlotReport report(int port) {
        return supervisor.reports().stream()
                .filter(report -> report.port() == port)
                .findFirst()
                .orElseThrow();
    }

    /** What runs, as {@code port: topology code}. */
    List<String> running() {
        return launcher.alive().stream()
                .map(process -> argument(process, "--port") + ": " + argument(process, "--topology") + " "
                        + process.spec().environment().get("CODE").charAt(0))
                .sorted()
                .toList();
    }

    ScriptedProcess process(int port) {
        return launcher.alive().stream()
                .filter(process -> argument(process, "--port").equals(String.valueOf(port)))
                .findFirst()
                .orElseThrow();
    }

    /** How many processes each slot has. */
    Map<String, Integer> processesBySlot() {
        Map<String, Integer> counts = new TreeMap<>();
        launcher.alive().forEach(process -> counts.merge(argument(process, "--port"), 1, Integer::sum));
        return counts;
    }

    private static String argument(ScriptedProcess process, String name) {
        List<String> command = process.spec().command();
        return command.get(command.indexOf(name) + 1);
    }
}
