package dev.gale.simulation;

import dev.gale.coordination.memory.InMemoryClusterState;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.WorkerLease;
import dev.gale.nimbus.control.Nimbus;
import dev.gale.worker.process.WorkerState;
import dev.gale.worker.transport.LinkState;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Nimbuses, machines with supervisors and workers, and one who watches the facts after each step. */
final class SimulatedCluster {
    private static final int NIMBUSES = 2;
    private static final int MACHINES = 3;
    private static final List<Integer> PORTS = List.of(6_700, 6_701);

    private final SimulatedWorld world;
    private final List<SimulatedNimbus> nimbuses = new ArrayList<>();
    private final List<SimulatedMachine> machines = new ArrayList<>();
    private final List<StreamLedger> ledgers = new ArrayList<>();
    private final InMemoryClusterState observer;
    private final Queue<Runnable> observed = new ArrayDeque<>();
    private final Map<TopologyId, Long> epochs = new HashMap<>();
    private Map<TopologyId, TopologyInfo> topologies = Map.of();
    private Map<TopologyId, Assignment> assignments = Map.of();
    private boolean changedByLeader;

    SimulatedCluster(SimulatedWorld world, Path directory) {
        this.world = world;
        Map<String, Object> conf = Map.of("gale.supervisor.worker.restart.delay.ceiling.ms", 5_000);
        for (int i = 1; i <= NIMBUSES; i++) {
            nimbuses.add(new SimulatedNimbus(
                    this, "n" + i, directory.resolve("n" + i), Map.of("gale.nimbus.supervisor.grace.secs", 3)));
        }
        for (int i = 1; i <= MACHINES; i++) {
            machines.add(new SimulatedMachine(this, "s" + i, directory.resolve("s" + i), PORTS, conf));
        }
        observer = world.facts().newClient("observer", observed::add);
        observer.start();
        observer.assignments().watchAll(this::onAssignments);
        observer.topologies().watchAll(this::onTopologies);
        world.afterEachStep(this::observe);
    }

    void start() {
        nimbuses.forEach(SimulatedNimbus::start);
        machines.forEach(SimulatedMachine::start);
    }

    SimulatedWorld world() {
        return world;
    }

    List<SimulatedNimbus> nimbuses() {
        return nimbuses;
    }

    List<SimulatedMachine> machines() {
        return machines;
    }

    InMemoryClusterState observer() {
        return observer;
    }

    List<SimulatedWorker> workers() {
        return machines.stream().flatMap(machine -> machine.workers().stream()).toList();
    }

    void add(StreamLedger ledger) {
        ledgers.add(ledger);
    }

    /** Its topology is killed: what it has begun needn't come to an end. */
    void remove(StreamLedger ledger) {
        ledgers.remove(ledger);
    }

    Optional<byte[]> codeFrom(NimbusId id, CodeHash hash) {
        return nimbuses.stream()
                .filter(nimbus -> nimbus.id().equals(id.value()))
                .findFirst()
                .flatMap(nimbus -> nimbus.code(hash));
    }

    void onWorkerGone(SimulatedWorker worker) {
        // Its tasks leave the ledgers' books, whether they were closed or not.
        ledgers.forEach(StreamLedger::instances);
    }

    /** Asks the Nimbus that takes itself for the leader; empty when none does. */
    Optional<Request> ask(Function<SimulatedNimbus, CompletableFuture<TopologyInfo>> request) {
        return nimbuses.stream()
                .filter(nimbus -> nimbus.isUp() && nimbus.process().isRunning())
                .filter(nimbus -> nimbus.nimbus().view().leads())
                .findFirst()
                .map(nimbus -> new Request(nimbus.process(), request.apply(nimbus)));
    }

    /** What was asked of a process. */
    record Request(SimulatedProcess asked, CompletableFuture<TopologyInfo> answer) {
        boolean isGranted() {
            return answer.isDone() && !answer.isCompletedExceptionally();
        }

        /** Refused, or the connection broke before there was an answer. */
        boolean isToBeRepeated() {
            return answer.isCompletedExceptionally() || (!answer.isDone() && asked.isDead());
        }
    }

    /** The same, of what a Nimbus can be asked. */
    Optional<Request> askNimbus(Function<Nimbus, CompletableFuture<TopologyInfo>> request) {
        return ask(nimbus -> request.apply(nimbus.nimbus()));
    }

    // What must hold after each step

    private void onTopologies(Map<TopologyId, TopologyInfo> all) {
        changedByLeader |= !all.equals(topologies);
        topologies = all;
    }

    private void onAssignments(Map<TopologyId, Assignment> all) {
        changedByLeader |= !all.equals(assignments);
        assignments = all;
        all.forEach((id, assignment) -> {
            Long before = epochs.put(id, assignment.epoch());
            if (before != null && before > assignment.epoch()) {
                world.broken(id + " went from epoch " + before + " back to " + assignment.epoch());
            }
        });
    }

    private void observe() {
        if (observed.isEmpty()) {
            return;
        }
        for (Runnable change = observed.poll(); change != null; change = observed.poll()) {
            change.run();
        }
        if (changedByLeader) {
            changedByLeader = false;
            checkThatTheLeaderDidIt();
        }
    }

    private void checkThatTheLeaderDidIt() {
        SimulatedProcess actor = world.current();
        if (actor == null) {
            // It was done before, and is seen now that the store is back.
            return;
        }
        Optional<NimbusInfo> leader = observer.leadership().leader();
        boolean isLeader = nimbuses.stream()
                .anyMatch(nimbus -> nimbus.process() == actor
                        && leader.isPresent()
                        && leader.get().equals(nimbus.self()));
        if (!isLeader) {
            world.broken(actor.name() + " changed topologies or assignments, and " + leader + " leads");
        }
    }

    /** To be called often: of the processes that hold a lease of the present assignment, none have a task in common. */
    void checkOwners() {
        if (!observer.sessionState().isConnected()) {
            return;
        }
        Map<TopologyId, Assignment> assignments = observer.assignments().all();
        assignments.forEach((id, assignment) -> {
            Map<Slot, WorkerLease> leases = observer.workerLeases().of(id);
            Set<SimulatedProcess> owners = new HashSet<>();
            for (SimulatedWorker worker : workers()) {
                WorkerLease lease = leases.get(worker.slot());
                if (worker.topologyId().equals(id)
                        && lease != null
                        && lease.pid() == worker.identity().pid()
                        && worker.report().epoch() == assignment.epoch()
                        && lease.epoch() == assignment.epoch()) {
                    owners.add(worker.process());
                }
            }
            for (StreamLedger ledger : ledgers) {
                Map<Integer, StreamLedger.Instance> byTask = new HashMap<>();
                ledger.instances().stream()
                        .filter(instance -> owners.contains(instance.process()))
                        .forEach(instance -> {
                            StreamLedger.Instance other = byTask.put(instance.task(), instance);
                            if (other != null) {
                                world.broken(
                                        other + " and " + instance + " are both owners by epoch " + assignment.epoch());
                            }
                        });
            }
        });
    }

    // What must be when all is well

    /** Why the cluster isn't as it should be; empty when it is. */
    List<String> unrest() {
        List<String> unrest = new ArrayList<>();
        observer.topologies().all().forEach((id, topology) -> {
            Optional<Assignment> assignment = observer.assignments().find(id);
            if (assignment.isEmpty() || topology.value().pending().isPresent()) {
                unrest.add(id + " is " + topology.value().status() + " with assignment " + assignment);
                return;
            }
            long executors = assignment.get().slots().values().stream()
                    .mapToInt(List::size)
                    .sum();
            int wanted = topology.value().executors().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            if (executors != wanted) {
                unrest.add(id + " has " + executors + " of " + wanted + " executors");
            }
            Map<Slot, WorkerLease> leases = observer.workerLeases().of(id);
            if (!leases.keySet().equals(assignment.get().slots().keySet())
                    || leases.values().stream()
                            .anyMatch(lease -> lease.epoch() != assignment.get().epoch())) {
                unrest.add(id + " has leases " + leases.values() + " for " + assignment.get());
            }
        });
        for (SimulatedWorker worker : workers()) {
            Optional<Assignment> assignment = observer.assignments().find(worker.topologyId());
            if (assignment.isEmpty() || !assignment.get().slots().containsKey(worker.slot())) {
                unrest.add(worker + " is there and not assigned: "
                        + worker.report().state());
            } else if (worker.report().state() != WorkerState.RUNNING
                    || worker.report().peers().values().stream().anyMatch(state -> state != LinkState.CONNECTED)) {
                unrest.add(worker + " is " + worker.report().state() + " with peers "
                        + worker.report().peers());
            }
        }
        ledgers.stream().filter(ledger -> !ledger.isAllAcked()).forEach(ledger -> unrest.add(ledger.toString()));
        return unrest;
    }

    /** Processes that can be cut off, killed and stopped. */
    List<SimulatedProcess> processes() {
        return Stream.of(
                        nimbuses.stream().filter(SimulatedNimbus::isUp).map(SimulatedNimbus::process),
                        machines.stream().filter(SimulatedMachine::isUp).map(SimulatedMachine::process),
                        workers().stream().map(SimulatedWorker::process))
                .flatMap(processes -> processes)
                .toList();
    }

    @Override
    public String toString() {
        return Arrays.asList(nimbuses.size(), machines.size()) + " with " + workers();
    }
}
