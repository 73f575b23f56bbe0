package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The placement of one topology while it is being worked out: workers, and executors that have none yet. */
final class Draft {
    private record Gone(Executor executor, Slot slot) {}

    private final TopologyRequest request;
    private final Flow flow;
    private final boolean rebalanced;
    private final int wanted;
    private final List<Worker> workers = new ArrayList<>();
    /** What was together in one worker that is no more. */
    private final List<List<Unit>> lostGroups = new ArrayList<>();

    private final List<Unit> homeless = new ArrayList<>();
    /** What runs now and has stayed where it is so far. */
    private final Set<Unit> undisturbed = new HashSet<>();

    private boolean reshaped;

    Draft(TopologyRequest request, boolean rebalanced) {
        this.request = request;
        this.flow = new Flow(request);
        this.rebalanced = rebalanced;
        this.wanted = Math.min(request.workers(), request.executors().size());
    }

    /**
     * Begins with what runs now, as far as it may go on: what has no slot any more, or no room in it, is left without a
     * place. Executors that don't run yet join the worker that had their first task in another executor.
     */
    void keep(Placement present, Cluster cluster) {
        Map<Executor, Unit> unplaced = new LinkedHashMap<>();
        flow.units().forEach(unit -> unplaced.put(unit.executor(), unit));
        SortedMap<Slot, List<Unit>> groups = new TreeMap<>();
        NavigableMap<Integer, Gone> gone = new TreeMap<>();
        present.workers().forEach((slot, executors) -> {
            List<Unit> group = groups.computeIfAbsent(slot, s -> new ArrayList<>());
            for (Executor executor : executors) {
                Unit unit = unplaced.remove(executor);
                if (unit != null) {
                    group.add(unit);
                    undisturbed.add(unit);
                } else {
                    gone.put(executor.firstTask(), new Gone(executor, slot));
                }
            }
        });
        reshaped = !gone.isEmpty();
        for (Unit unit : unplaced.values()) {
            Map.Entry<Integer, Gone> before = gone.floorEntry(unit.executor().firstTask());
            if (before != null && hadItsFirstTask(before.getValue().executor(), unit.executor())) {
                groups.get(before.getValue().slot()).add(unit);
            } else {
                homeless.add(unit);
            }
        }
        groups.forEach((slot, units) -> {
            Node node = cluster.node(slot.supervisor());
            if (node != null && node.freePorts().contains(slot.port()) && mayKeep(node)) {
                keep(node, slot.port(), units);
            } else if (!units.isEmpty()) {
                undisturbed.removeAll(units);
                lostGroups.add(units);
            }
        });
    }

    private static boolean hadItsFirstTask(Executor before, Executor now) {
        return before.component().equals(now.component()) && now.firstTask() <= before.lastTask();
    }

    private void keep(Node node, int port, List<Unit> units) {
        Worker worker = new Worker(node, port, flow, request.workerMaxHeapMb());
        for (Unit unit : units) {
            if (worker.fits(unit)) {
                worker.add(unit);
            } else {
                homeless.add(unit);
                undisturbed.remove(unit);
            }
        }
        if (worker.size() > 0) {
            workers.add(worker);
        } else {
            worker.close();
        }
    }

    /**
     * Whether what runs there may stay. From a host that was promised to it but drains, an isolated topology moves to
     * another; until it has, it is left alone.
     */
    private boolean mayKeep(Node node) {
        return mayUse(node.host()) || (node.drains() && node.host().reservedFor() == null);
    }

    /** Whether the host is for this topology: reserved for it, or, if it isn't isolated, for nobody. */
    boolean mayUse(Host host) {
        return request.isolation() instanceof Isolation.None
                ? host.reservedFor() == null
                : request.id().equals(host.reservedFor());
    }

    /** Closes the workers that are too many: on draining supervisors first, then where most of them are together. */
    void shrink() {
        while (workers.size() > wanted) {
            Map<Host, Integer> onHost = new HashMap<>();
            Map<Node, Integer> onNode = new HashMap<>();
            for (Worker worker : workers) {
                onHost.merge(worker.host(), 1, Integer::sum);
                onNode.merge(worker.node(), 1, Integer::sum);
            }
            Worker worst = workers.stream()
                    .max(Comparator.<Worker, Supervisor.Availability>comparing(
                                    worker -> worker.node().availability())
                            .thenComparingInt(worker -> onHost.get(worker.host()))
                            .thenComparingInt(worker -> -worker.host().freeSlots())
                            .thenComparingInt(worker -> onNode.get(worker.node()))
                            .thenComparingInt(worker -> -worker.size())
                            .thenComparing(Worker::slot))
                    .orElseThrow();
            lostGroups.add(close(worst));
            reshaped = true;
        }
    }

    Worker open(Node node) {
        Worker worker = new Worker(node, node.freePorts().first(), flow, request.workerMaxHeapMb());
        workers.add(worker);
        return worker;
    }

    List<Unit> close(Worker worker) {
        workers.remove(worker);
        undisturbed.removeAll(worker.units());
        return worker.close();
    }

    void move(Worker worker, Node to) {
        List<Unit> units = close(worker);
        open(to).addAll(units);
    }

    void move(Unit unit, Worker from, Worker to) {
        from.remove(unit);
        to.add(unit);
        undisturbed.remove(unit);
    }

    /** Whether it runs now and has stayed where it is so far. */
    boolean isUndisturbed(Unit unit) {
        return undisturbed.contains(unit);
    }

    /** Gives up everything: all executors are without a place. */
    void closeAll() {
        List.copyOf(workers).forEach(this::close);
        lostGroups.clear();
        homeless.clear();
        homeless.addAll(flow.units());
    }

    /** Those that nobody moved into. @return how many they were */
    int closeEmpty() {
        List<Worker> empty =
                workers.stream().filter(worker -> worker.size() == 0).toList();
        empty.forEach(this::close);
        return empty.size();
    }

    /** Says what has no place after others have got one. */
    void leaveHomeless(List<Unit> units) {
        homeless.clear();
        homeless.addAll(units);
    }

    /** From now on they count as single executors. */
    void dissolve(Collection<List<Unit>> groups) {
        groups.forEach(homeless::addAll);
    }

    /** Hands over what was lost together, in the order of slots. */
    List<List<Unit>> takeLostGroups() {
        List<List<Unit>> groups = List.copyOf(lostGroups);
        lostGroups.clear();
        return groups;
    }

    /** What has no place and belongs to no group. */
    List<Unit> homeless() {
        return homeless;
    }

    TopologyRequest request() {
        return request;
    }

    Flow flow() {
        return flow;
    }

    List<Worker> workers() {
        return workers;
    }

    /** How many workers it should have. */
    int wanted() {
        return wanted;
    }

    int missing() {
        return wanted - workers.size();
    }

    /** Whether executors that run may move for the sake of evenness alone. */
    boolean mayEvenOut() {
        return reshaped || rebalanced;
    }

    boolean isRebalanced() {
        return rebalanced;
    }

    int placed() {
        return workers.stream().mapToInt(Worker::size).sum();
    }

    Placement placement() {
        Map<Slot, List<Executor>> slots = new TreeMap<>();
        for (Worker worker : workers) {
            slots.put(worker.slot(), worker.units().stream().map(Unit::executor).toList());
        }
        return Placement.of(slots);
    }
}
