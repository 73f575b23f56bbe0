package dev.gale.nimbus.schedule;

import dev.gale.nimbus.schedule.Supervisor.Availability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A cluster on paper: what happens to it is said by verbs, and {@link #schedule} carries out what the scheduler decides. */
final class ScheduledCluster {
    static final int FIRST_PORT = 6700;

    private final Map<String, Supervisor> supervisors = new TreeMap<>();
    private final Map<String, TopologyRequest> topologies = new LinkedHashMap<>();
    private final Set<String> rebalanced = new HashSet<>();
    private Map<String, Placement> present = new HashMap<>();
    private Schedule last = new Schedule(Map.of(), Map.of());

    /** A supervisor of which the host has the same name. */
    ScheduledCluster supervisor(String name, int slots) {
        return supervisor(name, slots, 4096, 400);
    }

    ScheduledCluster supervisor(String name, int slots, long memoryMb, long cpuPercent) {
        return supervisor(name, name, slots, memoryMb, cpuPercent);
    }

    ScheduledCluster supervisor(String id, String host, int slots, long memoryMb, long cpuPercent) {
        List<Integer> ports =
                IntStream.range(FIRST_PORT, FIRST_PORT + slots).boxed().toList();
        supervisors.put(id, new Supervisor(id, host, ports, memoryMb, cpuPercent, Availability.ALIVE));
        return this;
    }

    ScheduledCluster set(String supervisor, Availability availability) {
        Supervisor before = supervisors.get(supervisor);
        supervisors.put(
                supervisor,
                new Supervisor(
                        before.id(),
                        before.host(),
                        before.ports(),
                        before.memoryMb(),
                        before.cpuPercent(),
                        availability));
        return this;
    }

    ScheduledCluster lose(String supervisor) {
        supervisors.remove(supervisor);
        return this;
    }

    /** Submits a topology, or changes what it asks for. */
    ScheduledCluster ask(RequestBuilder request) {
        return ask(request.build());
    }

    ScheduledCluster ask(TopologyRequest request) {
        topologies.put(request.id(), request);
        return this;
    }

    ScheduledCluster rebalance(String topology) {
        rebalanced.add(topology);
        return this;
    }

    ScheduledCluster kill(String topology) {
        topologies.remove(topology);
        rebalanced.remove(topology);
        return this;
    }

    Situation situation() {
        return new Situation(
                new ArrayList<>(supervisors.values()), new ArrayList<>(topologies.values()), present, rebalanced);
    }

    ScheduledCluster schedule() {
        last = Scheduler.schedule(situation());
        present = new HashMap<>(last.placements());
        rebalanced.clear();
        return this;
    }

    Map<String, Supervisor> supervisors() {
        return supervisors;
    }

    Map<String, TopologyRequest> topologies() {
        return topologies;
    }

    Schedule last() {
        return last;
    }

    Outcome outcome(String topology) {
        return last.outcomes().get(topology);
    }

    Placement placement(String topology) {
        return last.placements().get(topology);
    }

    /** The workers of a topology as {@code supervisor:port}, sorted. */
    List<String> slots(String topology) {
        return placement(topology).workers().keySet().stream()
                .map(slot -> slot.supervisor() + ":" + slot.port())
                .toList();
    }

    /** How many workers of a topology are on each supervisor where it has some. */
    SortedMap<String, Integer> workersOn(String topology) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        placement(topology).workers().keySet().forEach(slot -> counts.merge(slot.supervisor(), 1, Integer::sum));
        return counts;
    }

    /** How many workers there are on each supervisor, of all topologies. */
    SortedMap<String, Integer> workersOn() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        topologies
                .keySet()
                .forEach(id -> workersOn(id).forEach((name, count) -> counts.merge(name, count, Integer::sum)));
        return counts;
    }

    /** The executors of each worker as component names, sorted, in the order of slots. */
    List<List<String>> components(String topology) {
        return placement(topology).workers().values().stream()
                .map(executors ->
                        executors.stream().map(Executor::component).sorted().toList())
                .toList();
    }

    List<Integer> sizes(String topology) {
        return placement(topology).workers().values().stream().map(List::size).toList();
    }

    /** In which slot each executor is. */
    static Map<Executor, Slot> slotsOf(Placement placement) {
        Map<Executor, Slot> slots = new HashMap<>();
        placement.workers().forEach((slot, executors) -> executors.forEach(executor -> slots.put(executor, slot)));
        return slots;
    }
}
