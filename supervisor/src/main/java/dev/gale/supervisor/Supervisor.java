package dev.gale.supervisor;

import dev.gale.coordination.Registration;
import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.WorkerLease;
import dev.gale.kernel.agent.Agent;
import dev.gale.supervisor.config.SupervisorConfig;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.PrivateFiles;
import dev.gale.supervisor.directory.WorkerDirectory;
import dev.gale.supervisor.directory.WorkerExit;
import dev.gale.supervisor.directory.WorkerRecord;
import dev.gale.supervisor.fetch.TopologyFiles;
import dev.gale.supervisor.fetch.TopologyVersion;
import dev.gale.supervisor.launch.StartedWorker;
import dev.gale.supervisor.launch.WorkerStarter;
import dev.gale.supervisor.process.ProcessIdentity;
import dev.gale.supervisor.process.WorkerProcess;
import dev.gale.supervisor.slot.SlotMachine;
import dev.gale.supervisor.slot.SlotMeans;
import dev.gale.supervisor.slot.SlotReport;
import dev.gale.supervisor.slot.SlotState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for each slot what is to run there, and has the slots' state machines bring it about. An agent; confined to its
 * scheduler's thread but for the methods that say otherwise.
 *
 * <p>While ZooKeeper is away, what was last assigned holds: workers run on, and are started again when they end. Stopping the
 * supervisor leaves them running; its next life takes them over.
 */
public final class Supervisor implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private static final int TASKS_A_CYCLE = 100;
    private static final Duration LOOK_AT_LOGS = Duration.ofSeconds(5);
    private static final Duration LOOK_AT_DISK = Duration.ofSeconds(60);

    private final SupervisorInfo self;
    private final SupervisorConfig config;
    private final SupervisorMeans means;
    private final LocalDirectory directory;
    private final TopologyFiles files;
    private final WorkerHousekeeping housekeeping;
    private final SlotMeans slotMeans;
    private final SortedMap<Integer, SlotMachine> slots = new TreeMap<>();
    /** Workers found that belong to no slot; they are stopped. */
    private final List<SlotMachine> strays = new ArrayList<>();

    private final List<AutoCloseable> watches = new ArrayList<>();
    /** Of the topologies whose workers run here. */
    private final Map<TopologyId, Watch> leaseWatches = new HashMap<>();
    /** Null until they have been read for the first time. */
    private Map<TopologyId, Assignment> assignments;
    /** Null until the first answer. */
    private List<String> healthProblems;

    private Registration registration;
    private boolean isStopping;
    private boolean isDisplaced;
    private long healthDueNs = NEVER;
    private long logsDueNs = NEVER;
    private long diskDueNs = NEVER;

    private final CompletableFuture<Void> allStopped = new CompletableFuture<>();
    private final CompletableFuture<Void> displaced = new CompletableFuture<>();
    /** Written by the supervisor's thread, read by any. */
    private volatile List<SlotReport> reports = List.of();

    public Supervisor(SupervisorId id, String version, SupervisorConfig config, SupervisorMeans means) {
        this.self = new SupervisorInfo(
                id,
                config.host(),
                config.slotPorts(),
                config.memoryMb(),
                config.cpuPercent(),
                Map.of(),
                version,
                Instant.ofEpochMilli(means.clock().epochMillis()));
        this.config = config;
        this.means = means;
        this.directory = new LocalDirectory(config.localDir());
        this.files = new TopologyFiles(
                directory, means.fetcher(), means.blocking(), means.mailbox(), means.clock(), config.filesRetention());
        this.housekeeping = new WorkerHousekeeping(directory, config, means.clock(), means.blocking());
        WorkerStarter starter =
                new WorkerStarter(id, config, directory, means.program(), means.launcher(), means.random());
        this.slotMeans =
                new SlotMeans(config, means.clock(), means.random(), files, starter, means.mailbox(), means.listener());
        config.slotPorts().forEach(port -> slots.put(port, new SlotMachine(port, slotMeans)));
    }

    @Override
    public String name() {
        return "supervisor";
    }

    /** How each slot stands. Any thread. */
    public List<SlotReport> reports() {
        return reports;
    }

    /** Stops all workers for good; done when none is left. Any thread. */
    public CompletableFuture<Void> stopWorkers() {
        means.mailbox().execute(() -> {
            isStopping = true;
            withdraw();
            decide();
        });
        return allStopped.copy();
    }

    /** Done when another supervisor has taken this one's place, and all workers here are stopped. Any thread. */
    public CompletableFuture<Void> displaced() {
        return displaced.copy();
    }

    // Life

    @Override
    public void onStart() {
        long nowNs = means.clock().nanoTime();
        try {
            files.start();
            takeOver();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the supervisor can't use " + directory.root() + "; make it readable and writable, or set"
                            + " storm.local.dir to another directory",
                    e);
        }
        means.cluster().start();
        watches.add(means.cluster().membership().watchNimbuses(means.nimbuses()::onNimbuses));
        watches.add(means.cluster().leadership().watchLeader(means.nimbuses()::onLeader));
        watches.add(means.cluster().codeReplicas().watch(means.nimbuses()::onHolders));
        watches.add(means.cluster().assignments().watchAll(this::onAssignments));
        watchLeases();
        checkHealth();
        logsDueNs = nowNs + LOOK_AT_LOGS.toNanos();
        diskDueNs = nowNs + LOOK_AT_DISK.toNanos();
        publish();
    }

    /** Finds the workers of an earlier life. */
    private void takeOver() throws IOException {
        for (WorkerDirectory worker : directory.workers()) {
            if (worker.exit().isPresent()) {
                continue;
            }
            Optional<WorkerRecord> record = worker.worker();
            Optional<ProcessIdentity> recorded = worker.process();
            Optional<WorkerProcess> process = means.launcher().find(worker.workerId(), recorded);
            if (record.isEmpty() && process.isEmpty()) {
                // Begun and never started, or half deleted.
                PrivateFiles.deleteTree(worker.path());
            } else if (record.isEmpty()) {
                // Nothing is started before the record is there; somebody has tampered with it.
                process.ifPresent(WorkerProcess::kill);
            } else if (process.isEmpty()) {
                onFoundDead(worker, record.get(), recorded);
            } else {
                if (recorded.isEmpty()) {
                    worker.write(process.get().identity());
                }
                takeOver(new StartedWorker(record.get(), worker, process.get()));
            }
        }
    }

    private void takeOver(StartedWorker worker) {
        SlotMachine slot = slots.get(worker.record().port());
        if (slot == null || slot.state() != SlotState.EMPTY) {
            slot = new SlotMachine(worker.record().port(), slotMeans);
            slot.onWanted(null);
            strays.add(slot);
        }
        slot.adopt(worker);
    }

    private void onFoundDead(WorkerDirectory worker, WorkerRecord record, Optional<ProcessIdentity> process)
            throws IOException {
        WorkerExit exit = new WorkerExit(
                record,
                process.map(ProcessIdentity::pid).orElse(0L),
                Instant.ofEpochMilli(means.clock().epochMillis()),
                Optional.empty(),
                false,
                worker.log().lastLines(SlotMachine.EXIT_LINES, SlotMachine.EXIT_BYTES));
        LOG.info("{} has ended while there was no supervisor", record);
        worker.write(exit);
        means.listener().onWorkerExit(exit);
    }

    @Override
    public void onStop() {
        watches.forEach(watch -> {
            try {
                watch.close();
            } catch (Exception e) {
                LOG.warn("a watch could not be closed", e);
            }
        });
        leaseWatches.values().forEach(Watch::close);
        withdraw();
    }

    @Override
    public int doWork() {
        int done = means.mailbox().run(TASKS_A_CYCLE);
        int passed = 0;
        for (SlotMachine slot : slots.values()) {
            passed += slot.doWork();
        }
        for (SlotMachine stray : strays) {
            passed += stray.doWork();
        }
        strays.removeIf(stray -> stray.state() == SlotState.EMPTY);
        // After the slots, so that they have taken up what was fetched for them.
        done += doWhatIsDue();
        if (passed > 0) {
            watchLeases();
        }
        if (done + passed > 0) {
            publish();
        }
        if (isStopping && workers().findAny().isEmpty()) {
            allStopped.complete(null);
            if (isDisplaced) {
                displaced.complete(null);
            }
        }
        return done + passed;
    }

    private int doWhatIsDue() {
        long nowNs = means.clock().nanoTime();
        int done = 0;
        if (nowNs >= healthDueNs) {
            checkHealth();
            done++;
        }
        if (nowNs >= logsDueNs) {
            logsDueNs = nowNs + LOOK_AT_LOGS.toNanos();
            housekeeping.rotateLogs(workers().toList());
            done++;
        }
        if (nowNs >= diskDueNs) {
            diskDueNs = nowNs + LOOK_AT_DISK.toNanos();
            files.removeUnused(machines().flatMap(SlotMachine::codes).toList());
            housekeeping.removeEnded();
            done++;
        }
        return done;
    }

    @Override
    public long nextDeadlineNs() {
        long next = Math.min(healthDueNs, Math.min(logsDueNs, diskDueNs));
        return Math.min(
                next, machines().mapToLong(SlotMachine::nextDeadlineNs).min().orElse(NEVER));
    }

    private Stream<SlotMachine> machines() {
        return Stream.concat(slots.values().stream(), strays.stream());
    }

    private Stream<StartedWorker> workers() {
        return machines().flatMap(slot -> slot.worker().stream());
    }

    /** Follows the leases of the topologies that run here, and of no others. */
    private void watchLeases() {
        Set<TopologyId> running =
                workers().map(worker -> worker.record().topologyId()).collect(Collectors.toSet());
        leaseWatches.entrySet().removeIf(watched -> {
            boolean over = !running.contains(watched.getKey());
            if (over) {
                watched.getValue().close();
            }
            return over;
        });
        for (TopologyId id : running) {
            leaseWatches.computeIfAbsent(
                    id, topology -> means.cluster().workerLeases().watch(topology, held -> onLeases(topology, held)));
        }
    }

    private void onLeases(TopologyId topology, Map<Slot, WorkerLease> held) {
        slots.values()
                .forEach(slot -> slot.worker()
                        .filter(worker -> worker.record().topologyId().equals(topology))
                        .ifPresent(worker -> slot.onLease(isHeld(held.get(new Slot(self.id(), slot.port())), worker))));
    }

    private static boolean isHeld(WorkerLease lease, StartedWorker by) {
        return lease != null && lease.pid() == by.process().identity().pid();
    }

    private void publish() {
        reports = machines().map(SlotMachine::report).toList();
    }

    // What is to run

    private void onAssignments(Map<TopologyId, Assignment> all) {
        assignments = all;
        for (Assignment assignment : all.values()) {
            for (Slot slot : assignment.slots().keySet()) {
                if (slot.supervisorId().equals(self.id()) && !slots.containsKey(slot.port())) {
                    LOG.warn(
                            "slot {} is assigned to topology {} and isn't one of {}; was supervisor.slots.ports changed?",
                            slot,
                            assignment.topologyId(),
                            slots.keySet());
                }
            }
        }
        decide();
    }

    private void decide() {
        if (isStopping || (healthProblems != null && !healthProblems.isEmpty())) {
            slots.values().forEach(slot -> slot.onWanted(null));
        } else if (assignments != null && healthProblems != null) {
            slots.values().forEach(slot -> slot.onWanted(assignedTo(slot)));
        }
    }

    /**
     * Null when nothing is. Assignments are read one by one; while a slot goes from one topology to another both may seem
     * to have it: then it stays as it is until the other picture comes.
     */
    private TopologyVersion assignedTo(SlotMachine machine) {
        Slot slot = new Slot(self.id(), machine.port());
        List<TopologyVersion> claims = assignments.values().stream()
                .filter(assignment -> assignment.slots().containsKey(slot))
                .map(assignment -> new TopologyVersion(assignment.topologyId(), assignment.codeHash()))
                .toList();
        Optional<TopologyVersion> present = machine.present().filter(claims::contains);
        return present.orElse(claims.isEmpty() ? null : claims.get(0));
    }

    // Health and registration

    private void checkHealth() {
        healthDueNs = NEVER;
        means.blocking().execute(() -> {
            List<String> problems = means.health().problems();
            means.mailbox().execute(() -> onHealth(problems));
        });
    }

    private void onHealth(List<String> problems) {
        healthDueNs = means.clock().nanoTime() + config.healthInterval().toNanos();
        if (!problems.isEmpty() && (healthProblems == null || healthProblems.isEmpty())) {
            LOG.error("this machine isn't fit, its workers are stopped until it is: {}", String.join("; ", problems));
        } else if (problems.isEmpty() && healthProblems != null && !healthProblems.isEmpty()) {
            LOG.info("this machine is fit again");
        }
        healthProblems = problems;
        if (problems.isEmpty() && registration == null && !isStopping) {
            registration = means.cluster().membership().registerSupervisor(self, new Registered());
        } else if (!problems.isEmpty()) {
            withdraw();
        }
        decide();
    }

    private void withdraw() {
        if (registration != null) {
            registration.close();
            registration = null;
        }
    }

    private final class Registered implements RegistrationListener {
        @Override
        public void onRegistered() {
            LOG.info("supervisor {} of {} is registered with slots {}", self.id(), self.host(), self.slotPorts());
        }

        @Override
        public void onDisplaced(String by) {
            LOG.error(
                    "supervisor id {} is used by another supervisor too, {}; this one stops its workers and ends. Remove"
                            + " {}/supervisor/id if this machine's directory was copied from another",
                    self.id(),
                    by,
                    directory.root());
            registration = null;
            isDisplaced = true;
            isStopping = true;
            decide();
        }
    }
}
