package dev.gale.simulation;

import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.TopologyId;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.SubmissionJson;
import dev.gale.supervisor.Mailbox;
import dev.gale.supervisor.Supervisor;
import dev.gale.supervisor.SupervisorMeans;
import dev.gale.supervisor.config.SupervisorConfig;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.PrivateFiles;
import dev.gale.supervisor.directory.WorkerExit;
import dev.gale.supervisor.fetch.FetchFailed;
import dev.gale.supervisor.fetch.FetchOutcome;
import dev.gale.supervisor.fetch.TopologyVersion;
import dev.gale.supervisor.launch.WorkerProgram;
import dev.gale.supervisor.nimbus.KnownNimbuses;
import dev.gale.supervisor.process.LaunchSpec;
import dev.gale.supervisor.process.ProcessIdentity;
import dev.gale.supervisor.process.ProcessLauncher;
import dev.gale.supervisor.process.WorkerProcess;
import dev.gale.supervisor.slot.SlotListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A machine: a place where a supervisor runs, again and again, and the workers that it has started. */
final class SimulatedMachine implements ProcessLauncher {
    private static final int KILLED = 128 + 9;

    private final SimulatedCluster cluster;
    private final String id;
    private final Map<String, Object> conf;
    private final SupervisorConfig config;
    private final List<Child> children = new ArrayList<>();
    private long lastPid = 1_000;
    private boolean refusesLaunches;
    private boolean refusesFetches;

    /** Of the present life. */
    private SimulatedProcess process;

    SimulatedMachine(
            SimulatedCluster cluster, String id, Path directory, List<Integer> ports, Map<String, Object> conf) {
        this.cluster = cluster;
        this.id = id;
        this.conf = new HashMap<>(conf);
        this.conf.put("storm.local.dir", directory.toString());
        this.conf.put("storm.local.hostname", id);
        this.conf.put("supervisor.slots.ports", ports);
        this.config = SupervisorConfig.from(this.conf);
    }

    void start() {
        SimulatedWorld world = cluster.world();
        SimulatedProcess life = world.newProcess(id);
        process = life;
        ProcessScheduler scheduler = life.newScheduler(
                (agent, error) -> world.broken(id + ": " + agent.name() + " broke: " + SimulatedWorld.trace(error)));
        Background blocking = new Background();
        blocking.wakeBy(scheduler.add(blocking));
        Mailbox mailbox = new Mailbox();
        KnownNimbuses nimbuses = new KnownNimbuses();
        Supervisor supervisor = new Supervisor(
                new SupervisorId(id),
                "test",
                config,
                new SupervisorMeans(
                        world.clock(),
                        world.random().split(),
                        mailbox,
                        life.connect(mailbox),
                        blocking,
                        nimbuses,
                        version -> fetch(version, nimbuses),
                        this,
                        new WorkerProgram("java", "lib/*", "WorkerMain"),
                        List::of,
                        new Quiet()));
        mailbox.wakeBy(scheduler.add(supervisor)::signal);
        scheduler.start(List.of(blocking, supervisor));
    }

    private static final class Quiet implements SlotListener {
        @Override
        public void onWorkerExit(WorkerExit exit) {}

        @Override
        public void onNotStarted(TopologyId topologyId, int port, String why) {}
    }

    /** As by HTTP: from a Nimbus of which this supervisor knows that it has the code. */
    private FetchOutcome.Ready fetch(TopologyVersion version, KnownNimbuses nimbuses) throws FetchFailed {
        if (refusesFetches) {
            throw new FetchFailed("the network is down");
        }
        try {
            Path file = new LocalDirectory(config.localDir()).submission(version.codeHash());
            if (!Files.exists(file)) {
                byte[] code = nimbuses.forCode(version.codeHash()).stream()
                        .flatMap(info -> cluster.codeFrom(new NimbusId(info.id().value()), version.codeHash()).stream())
                        .findFirst()
                        .orElseThrow(() -> new FetchFailed("nobody has got " + version));
                PrivateFiles.createDirectories(file.getParent());
                PrivateFiles.write(file, code);
            }
            return new FetchOutcome.Ready(
                    file,
                    Optional.empty(),
                    SubmissionJson.read(Files.readAllBytes(file)).conf());
        } catch (FetchFailed e) {
            throw e;
        } catch (IOException | InvalidSubmission e) {
            throw new FetchFailed("not written: " + e.getMessage(), e);
        }
    }

    String id() {
        return id;
    }

    SimulatedProcess process() {
        return process;
    }

    boolean isUp() {
        return process != null && !process.isDead();
    }

    List<SimulatedWorker> workers() {
        return children.stream().map(child -> child.worker).toList();
    }

    void setRefusesLaunches(boolean refuses) {
        refusesLaunches = refuses;
    }

    void setRefusesFetches(boolean refuses) {
        refusesFetches = refuses;
    }

    /** SIGKILL of a worker. */
    void kill(SimulatedWorker worker) {
        List.copyOf(children).stream().filter(child -> child.worker == worker).forEach(Child::kill);
    }

    // ProcessLauncher

    @Override
    public WorkerProcess launch(LaunchSpec spec) throws IOException {
        if (refusesLaunches) {
            throw new IOException("no process can be started");
        }
        SimulatedWorld world = cluster.world();
        int port = Integer.parseInt(argument(spec, "--port"));
        children.stream()
                .filter(child -> child.worker.slot().port() == port)
                .forEach(child -> world.broken("a second process is started in " + child.worker.slot()));
        lastPid++;
        ProcessIdentity identity =
                new ProcessIdentity(lastPid, Instant.ofEpochMilli(world.clock().epochMillis()));
        try {
            SimulatedWorker worker = new SimulatedWorker(
                    cluster,
                    world.newProcess(argument(spec, "--host") + ":" + port),
                    new TopologyId(argument(spec, "--topology")),
                    new Slot(new SupervisorId(argument(spec, "--supervisor")), port),
                    identity,
                    conf,
                    SubmissionJson.read(Files.readAllBytes(Path.of(argument(spec, "--submission")))));
            Child child = new Child(spec, identity, worker);
            children.add(child);
            worker.start(child::exited);
            return new View(child, process);
        } catch (InvalidSubmission e) {
            throw new IOException(e);
        }
    }

    private static String argument(LaunchSpec spec, String name) {
        return spec.command().get(spec.command().indexOf(name) + 1);
    }

    @Override
    public Optional<WorkerProcess> find(String workerId, Optional<ProcessIdentity> recorded) {
        return children.stream()
                .filter(child -> child.spec.workerId().equals(workerId))
                .filter(child -> recorded.isEmpty() || recorded.get().equals(child.identity))
                .findFirst()
                .map(child -> new View(child, null));
    }

    /** A worker as the system knows it. */
    private final class Child {
        private final LaunchSpec spec;
        private final ProcessIdentity identity;
        private final SimulatedWorker worker;
        private final List<Consumer<OptionalInt>> listeners = new ArrayList<>();
        private OptionalInt exitCode = OptionalInt.empty();

        Child(LaunchSpec spec, ProcessIdentity identity, SimulatedWorker worker) {
            this.spec = spec;
            this.identity = identity;
            this.worker = worker;
        }

        void kill() {
            worker.process().kill();
            exited(KILLED);
        }

        void exited(int code) {
            if (exitCode.isEmpty()) {
                exitCode = OptionalInt.of(code);
                worker.process().ended();
                children.remove(this);
                cluster.onWorkerGone(worker);
                listeners.forEach(listener -> listener.accept(exitCode));
            }
        }
    }

    /** @param parent the life of the supervisor that started it; null for one that has found it */
    private record View(Child child, SimulatedProcess parent) implements WorkerProcess {
        @Override
        public ProcessIdentity identity() {
            return child.identity;
        }

        @Override
        public boolean isChild() {
            return parent != null;
        }

        @Override
        public boolean isAlive() {
            return child.exitCode.isEmpty();
        }

        @Override
        public void terminate() {
            if (isAlive()) {
                child.worker.requestStop();
            }
        }

        @Override
        public void kill() {
            if (isAlive()) {
                child.kill();
            }
        }

        @Override
        public void onExit(Consumer<OptionalInt> listener) {
            if (parent == null) {
                return;
            }
            if (child.exitCode.isPresent()) {
                listener.accept(child.exitCode);
            } else {
                child.listeners.add(listener);
            }
        }
    }
}
