package dev.gale.nimbus.control;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.ExecutorId;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.nimbus.schedule.Executor;
import dev.gale.nimbus.schedule.Isolation;
import dev.gale.nimbus.schedule.Placement;
import dev.gale.nimbus.schedule.Situation;
import dev.gale.nimbus.schedule.Supervisor;
import dev.gale.nimbus.schedule.Supervisor.Availability;
import dev.gale.nimbus.schedule.TopologyRequest;
import dev.gale.nimbus.topology.TopologyShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The cluster's facts in the words of the scheduler, and its answer in the words of the cluster. Pure. */
final class Picture {
    /** Of executors whose topology's structure isn't at hand; the scheduler needs a name, and nobody else sees it. */
    private static final String UNKNOWN_COMPONENT = "?";

    private final Map<SupervisorId, SupervisorInfo> supervisors;
    /** In order of submission, with the numbers that they are to have. */
    private final List<TopologyInfo> topologies;

    private final Map<TopologyId, Assignment> assignments;
    private final Function<TopologyInfo, Optional<TopologyShape>> shapes;
    private final Map<String, Integer> isolation;
    private final Map<TopologyId, TopologyRequest> requests = new TreeMap<>();

    Picture(
            Map<SupervisorId, SupervisorInfo> supervisors,
            Collection<TopologyInfo> topologies,
            Map<TopologyId, Assignment> assignments,
            Function<TopologyInfo, Optional<TopologyShape>> shapes,
            Map<String, Integer> isolation) {
        this.supervisors = supervisors;
        this.topologies = topologies.stream()
                .sorted(Comparator.comparing(TopologyInfo::submittedAt).thenComparing(TopologyInfo::id))
                .toList();
        this.assignments = assignments;
        this.shapes = shapes;
        this.isolation = isolation;
        this.topologies.forEach(info -> request(info).ifPresent(request -> requests.put(info.id(), request)));
    }

    /** Empty when nothing is known of the topology's executors. */
    private Optional<TopologyRequest> request(TopologyInfo info) {
        Optional<TopologyShape> shape = shapes.apply(info);
        String id = info.id().value();
        if (shape.isPresent()) {
            return Optional.of(shape.get().request(id, info.workers(), info.executors(), isolationOf(info)));
        }
        // It runs on as it is until its submission has been fetched.
        List<Executor> running = new ArrayList<>();
        slotsOf(info.id())
                .values()
                .forEach(executors -> executors.forEach(executor ->
                        running.add(new Executor(UNKNOWN_COMPONENT, executor.firstTask(), executor.lastTask()))));
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(TopologyRequest.plain(id, info.workers(), running, List.of()));
    }

    private Isolation isolationOf(TopologyInfo info) {
        Integer hosts = isolation.get(info.name());
        return hosts == null ? Isolation.none() : Isolation.toHostCount(hosts);
    }

    private Map<Slot, List<ExecutorId>> slotsOf(TopologyId id) {
        Assignment assignment = assignments.get(id);
        return assignment == null ? Map.of() : assignment.slots();
    }

    /** @param rebalanced topologies to be spread anew */
    Situation situation(Set<TopologyId> rebalanced) {
        Map<String, Placement> present = new HashMap<>();
        // A crash between two writes may leave a slot with two owners; the later one looks for another then.
        Set<Slot> owned = new HashSet<>();
        for (TopologyInfo info : topologies) {
            Map<dev.gale.nimbus.schedule.Slot, List<Executor>> workers = new HashMap<>();
            slotsOf(info.id()).forEach((slot, executors) -> {
                List<Executor> known = executors(info, executors);
                if (!known.isEmpty() && owned.add(slot)) {
                    workers.put(
                            new dev.gale.nimbus.schedule.Slot(
                                    slot.supervisorId().value(), slot.port()),
                            known);
                }
            });
            present.put(info.id().value(), Placement.of(workers));
        }
        return new Situation(
                supervisors.values().stream().map(Picture::supervisor).toList(),
                topologies.stream()
                        .map(info -> requests.get(info.id()))
                        .filter(request -> request != null)
                        .toList(),
                present,
                Set.copyOf(rebalanced.stream().map(TopologyId::value).toList()));
    }

    private List<Executor> executors(TopologyInfo info, List<ExecutorId> ids) {
        Optional<TopologyShape> shape = shapes.apply(info);
        List<Executor> executors = new ArrayList<>();
        for (ExecutorId id : ids) {
            Optional<String> component =
                    shape.isPresent() ? shape.get().componentOf(id.firstTask()) : Optional.of(UNKNOWN_COMPONENT);
            component.ifPresent(name -> executors.add(new Executor(name, id.firstTask(), id.lastTask())));
        }
        return executors;
    }

    private static Supervisor supervisor(SupervisorInfo info) {
        return new Supervisor(
                info.id().value(),
                info.host(),
                info.slotPorts(),
                (long) info.memoryMb(),
                (long) info.cpuPercent(),
                Availability.ALIVE);
    }

    /**
     * What is to be written for a topology.
     *
     * @param placement what the scheduler says
     * @return empty when there is nothing to write: it runs as it should, or nowhere and has nowhere to run
     */
    Optional<Assignment> assignment(TopologyInfo info, Placement placement) {
        Map<Slot, List<ExecutorId>> slots = new TreeMap<>();
        placement
                .workers()
                .forEach((slot, executors) -> slots.put(
                        new Slot(new SupervisorId(slot.supervisor()), slot.port()),
                        executors.stream()
                                .map(executor -> new ExecutorId(executor.firstTask(), executor.lastTask()))
                                .toList()));
        keepPlacesOfTheLost(info, slots);
        Assignment present = assignments.get(info.id());
        Map<SupervisorId, String> hosts = new TreeMap<>();
        slots.keySet().forEach(slot -> hosts.put(slot.supervisorId(), hostOf(slot.supervisorId(), present)));
        Assignment next =
                Assignment.of(info.id(), present == null ? 1 : present.epoch() + 1, slots, hosts, info.codeHash());
        boolean differs = present == null
                ? !slots.isEmpty()
                : !present.slots().equals(next.slots())
                        || !present.hosts().equals(next.hosts())
                        || !present.codeHash().equals(next.codeHash());
        return differs ? Optional.of(next) : Optional.empty();
    }

    /**
     * Executors for which there is no place now stay written down where they were, if that supervisor is away: when it
     * comes back, as after an outage of everything, its workers simply go on.
     */
    private void keepPlacesOfTheLost(TopologyInfo info, Map<Slot, List<ExecutorId>> slots) {
        TopologyRequest request = requests.get(info.id());
        if (request == null) {
            return;
        }
        Set<ExecutorId> homeless = new HashSet<>();
        request.executors()
                .forEach(executor -> homeless.add(new ExecutorId(executor.firstTask(), executor.lastTask())));
        slots.values().forEach(executors -> executors.forEach(homeless::remove));
        slotsOf(info.id()).forEach((slot, executors) -> {
            List<ExecutorId> kept =
                    executors.stream().filter(homeless::contains).toList();
            if (!kept.isEmpty() && !supervisors.containsKey(slot.supervisorId())) {
                slots.put(slot, kept);
            }
        });
    }

    private String hostOf(SupervisorId id, Assignment present) {
        SupervisorInfo supervisor = supervisors.get(id);
        return supervisor != null ? supervisor.host() : present.hosts().get(id);
    }
}
