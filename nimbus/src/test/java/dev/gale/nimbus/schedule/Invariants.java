package dev.gale.nimbus.schedule;

import dev.gale.nimbus.schedule.Outcome.Status;
import dev.gale.nimbus.schedule.Supervisor.Availability;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold of every schedule, worked out from the situation alone and without the scheduler's own bookkeeping. */
final class Invariants {
    private final Situation situation;
    private final Schedule schedule;
    private final Map<String, Supervisor> supervisors;
    private final List<String> violations = new ArrayList<>();

    private Invariants(Situation situation, Schedule schedule) {
        this.situation = situation;
        this.schedule = schedule;
        this.supervisors =
                situation.supervisors().stream().collect(Collectors.toMap(Supervisor::id, Function.identity()));
    }

    /** What holds whatever restricts the placement. */
    static List<String> violated(Situation situation, Schedule schedule) {
        Invariants invariants = new Invariants(situation, schedule);
        invariants.checkSlots();
        situation.topologies().forEach(invariants::checkExecutors);
        situation.topologies().forEach(invariants::checkHeap);
        invariants.checkCapacity();
        situation.topologies().forEach(invariants::checkIsolation);
        situation.topologies().forEach(invariants::checkThatNothingWasRefusedWithoutReason);
        situation.topologies().forEach(invariants::checkThatNothingMovedWithoutReason);
        return invariants.violations;
    }

    /** What holds as well when nothing does: no resources, no isolation, all supervisors alive. */
    static List<String> violatedUnrestricted(Situation situation, Schedule schedule) {
        Invariants invariants = new Invariants(situation, schedule);
        invariants.checkThatNoSlotIsIdle();
        situation.topologies().forEach(invariants::checkEvenness);
        situation.topologies().forEach(invariants::checkMoves);
        return invariants.violations;
    }

    /**
     * Whether a single worker of the topology could move so that its workers were more even over hosts, or over the
     * supervisors of a host, or as even with free slots more even. Nothing restricts where it runs.
     */
    static boolean couldBeSpreadBetter(Situation situation, String topology) {
        Map<String, Integer> free = new TreeMap<>();
        Map<String, Integer> own = new TreeMap<>();
        Map<String, Supervisor> supervisors = new TreeMap<>();
        situation.supervisors().forEach(supervisor -> {
            supervisors.put(supervisor.id(), supervisor);
            free.put(supervisor.id(), supervisor.ports().size());
        });
        situation
                .present()
                .forEach((id, placement) -> placement.workers().keySet().forEach(slot -> {
                    free.merge(slot.supervisor(), -1, Integer::sum);
                    own.merge(slot.supervisor(), id.equals(topology) ? 1 : 0, Integer::sum);
                }));
        Map<String, Integer> freeOnHost = new TreeMap<>();
        Map<String, Integer> ownOnHost = new TreeMap<>();
        supervisors.forEach((id, supervisor) -> {
            freeOnHost.merge(supervisor.host(), free.get(id), Integer::sum);
            ownOnHost.merge(supervisor.host(), own.getOrDefault(id, 0), Integer::sum);
        });
        return supervisors.values().stream()
                .anyMatch(from -> supervisors.values().stream()
                        .anyMatch(to -> from.host().equals(to.host())
                                ? free.get(to.id()) > 0 && isBetter(own, free, from.id(), to.id())
                                : freeOnHost.get(to.host()) > 0
                                        && isBetter(ownOnHost, freeOnHost, from.host(), to.host())));
    }

    private static boolean isBetter(Map<String, Integer> own, Map<String, Integer> free, String from, String to) {
        int difference = own.getOrDefault(from, 0) - own.getOrDefault(to, 0);
        return difference > 1 || (difference == 1 && free.get(to) - free.get(from) > 1);
    }

    private void checkSlots() {
        Map<Slot, String> owners = new HashMap<>();
        check(
                schedule.placements().keySet().equals(ids())
                        && schedule.outcomes().keySet().equals(ids()),
                "speaks of other topologies than asked");
        schedule.placements()
                .forEach((id, placement) -> placement.workers().keySet().forEach(slot -> {
                    check(owners.put(slot, id) == null, slot, "is given twice");
                    check(exists(slot), slot, "doesn't exist");
                    boolean isNew = !situation
                            .present()
                            .getOrDefault(id, Placement.NONE)
                            .workers()
                            .containsKey(slot);
                    check(
                            !isNew || supervisors.get(slot.supervisor()).availability() == Availability.ALIVE,
                            slot,
                            "is new for",
                            id,
                            "and on a supervisor that takes no workers");
                }));
    }

    private Set<String> ids() {
        return situation.topologies().stream().map(TopologyRequest::id).collect(Collectors.toSet());
    }

    private boolean exists(Slot slot) {
        Supervisor supervisor = supervisors.get(slot.supervisor());
        return supervisor != null && supervisor.ports().contains(slot.port());
    }

    private void checkExecutors(TopologyRequest topology) {
        Collection<List<Executor>> workers = after(topology).workers().values();
        List<Executor> placed = workers.stream().flatMap(List::stream).toList();
        Outcome outcome = schedule.outcomes().get(topology.id());
        int wanted = Math.min(topology.workers(), topology.executors().size());
        check(new HashSet<>(placed).size() == placed.size(), topology.id(), "has an executor twice");
        check(topology.executors().containsAll(placed), topology.id(), "has an executor that nobody wants");
        check(workers.size() <= wanted, topology.id(), "has more workers than asked for");
        check(
                outcome.equals(new Outcome(
                        expectedStatus(topology, placed.size(), workers.size(), wanted),
                        workers.size(),
                        wanted,
                        placed.size(),
                        topology.executors().size(),
                        outcome.reasons())),
                topology.id(),
                "is told",
                outcome);
        check(
                outcome.status() == Status.PLACED || !outcome.reasons().isEmpty(),
                topology.id(),
                "isn't told why it is",
                outcome.status());
        check(
                outcome.status() != Status.INCOMPLETE || !before(topology).isEmpty(),
                topology.id(),
                "was placed only in part though it wasn't running");
    }

    private static Status expectedStatus(TopologyRequest topology, int placed, int workers, int wanted) {
        if (placed == 0) {
            return Status.UNPLACED;
        }
        if (placed < topology.executors().size()) {
            return Status.INCOMPLETE;
        }
        return workers < wanted ? Status.FEWER_WORKERS : Status.PLACED;
    }

    private void checkHeap(TopologyRequest topology) {
        after(topology).workers().forEach((slot, executors) -> {
            long heap = executors.stream()
                    .mapToLong(executor -> needs(topology, executor).onHeapMb())
                    .sum();
            check(
                    topology.workerMaxHeapMb() == 0 || heap <= topology.workerMaxHeapMb(),
                    topology.id(),
                    "has",
                    heap,
                    "MB of heap in",
                    slot);
        });
    }

    private static Resources needs(TopologyRequest topology, Executor executor) {
        return topology.resources().getOrDefault(executor.component(), Resources.NONE);
    }

    private void checkCapacity() {
        Map<String, Long> memory = new TreeMap<>();
        Map<String, Long> cpu = new TreeMap<>();
        for (TopologyRequest topology : situation.topologies()) {
            after(topology)
                    .workers()
                    .forEach((slot, executors) -> executors.forEach(executor -> {
                        memory.merge(
                                slot.supervisor(), needs(topology, executor).memoryMb(), Long::sum);
                        cpu.merge(slot.supervisor(), needs(topology, executor).cpuPercent(), Long::sum);
                    }));
        }
        supervisors.values().forEach(supervisor -> {
            check(memory.getOrDefault(supervisor.id(), 0L) <= supervisor.memoryMb(), supervisor, "lacks memory");
            check(cpu.getOrDefault(supervisor.id(), 0L) <= supervisor.cpuPercent(), supervisor, "lacks CPU");
        });
    }

    /** Without isolation: a topology is placed that one supervisor has room for, and an executor that one worker has room for. */
    private void checkThatNothingWasRefusedWithoutReason(TopologyRequest topology) {
        Status status = schedule.outcomes().get(topology.id()).status();
        boolean isolated =
                situation.topologies().stream().anyMatch(other -> !(other.isolation() instanceof Isolation.None));
        if (isolated || status == Status.PLACED || status == Status.FEWER_WORKERS) {
            return;
        }
        Map<Slot, List<Executor>> workers = after(topology).workers();
        List<Executor> left = new ArrayList<>(topology.executors());
        workers.values().forEach(left::removeAll);
        Resources all = Resources.NONE;
        for (Executor executor : left) {
            all = all.plus(needs(topology, executor));
        }
        boolean mayOpen = workers.size()
                < Math.min(topology.workers(), topology.executors().size());
        for (Supervisor supervisor : supervisors.values()) {
            boolean hasSlot = supervisor.availability() == Availability.ALIVE
                    && supervisor.ports().stream().anyMatch(port -> !isUsed(new Slot(supervisor.id(), port)));
            if (status == Status.UNPLACED) {
                boolean heapSuffices = topology.workerMaxHeapMb() == 0 || all.onHeapMb() <= topology.workerMaxHeapMb();
                check(
                        !hasSlot || !heapSuffices || !hasRoom(supervisor, all),
                        topology.id(),
                        "is refused though",
                        supervisor.id(),
                        "has room for it");
            } else {
                for (Executor executor : left) {
                    Resources needs = needs(topology, executor);
                    boolean hasWorker = (hasSlot
                                    && mayOpen
                                    && (topology.workerMaxHeapMb() == 0
                                            || needs.onHeapMb() <= topology.workerMaxHeapMb()))
                            || workers.entrySet().stream()
                                    .anyMatch(worker ->
                                            worker.getKey().supervisor().equals(supervisor.id())
                                                    && hasHeap(topology, worker.getValue(), executor));
                    check(
                            !hasWorker || !hasRoom(supervisor, needs),
                            executor,
                            "of",
                            topology.id(),
                            "is left though",
                            supervisor.id(),
                            "has room for it");
                }
            }
        }
    }

    private boolean isUsed(Slot slot) {
        return schedule.placements().values().stream()
                .anyMatch(placement -> placement.workers().containsKey(slot));
    }

    private static boolean hasHeap(TopologyRequest topology, List<Executor> executors, Executor another) {
        long heap = executors.stream()
                .mapToLong(executor -> needs(topology, executor).onHeapMb())
                .sum();
        return topology.workerMaxHeapMb() == 0
                || heap + needs(topology, another).onHeapMb() <= topology.workerMaxHeapMb();
    }

    private boolean hasRoom(Supervisor supervisor, Resources more) {
        Resources sum = more;
        for (TopologyRequest topology : situation.topologies()) {
            for (Map.Entry<Slot, List<Executor>> worker :
                    after(topology).workers().entrySet()) {
                if (worker.getKey().supervisor().equals(supervisor.id())) {
                    for (Executor executor : worker.getValue()) {
                        sum = sum.plus(needs(topology, executor));
                    }
                }
            }
        }
        return sum.memoryMb() <= supervisor.memoryMb() && sum.cpuPercent() <= supervisor.cpuPercent();
    }

    /** Draining supervisors are left aside: what is there may wait for a place that is its own. */
    private void checkIsolation(TopologyRequest topology) {
        Set<String> hosts = settledHosts(topology);
        if (topology.isolation() instanceof Isolation.None) {
            return;
        }
        if (topology.isolation() instanceof Isolation.Hosts named) {
            check(named.names().containsAll(hosts), topology.id(), "is on", hosts);
        } else if (topology.isolation() instanceof Isolation.HostCount some) {
            check(hosts.size() <= some.count(), topology.id(), "is on", hosts);
        }
        for (TopologyRequest other : situation.topologies()) {
            Set<String> shared = new TreeSet<>(settledHosts(other));
            shared.retainAll(hosts);
            check(
                    other.equals(topology) || shared.isEmpty(),
                    topology.id(),
                    "shares",
                    shared,
                    "with",
                    other.id(),
                    "though it is isolated");
        }
    }

    private Set<String> settledHosts(TopologyRequest topology) {
        return after(topology).workers().keySet().stream()
                .map(slot -> supervisors.get(slot.supervisor()))
                .filter(supervisor -> supervisor.availability() != Availability.DRAINING)
                .map(Supervisor::host)
                .collect(Collectors.toSet());
    }

    /** A topology that has all it wants where it may stay is exactly as before. */
    private void checkThatNothingMovedWithoutReason(TopologyRequest topology) {
        Placement before = before(topology);
        Set<Executor> running = ScheduledCluster.slotsOf(before).keySet();
        boolean isAsAsked = running.equals(new HashSet<>(topology.executors()))
                && before.workers().size()
                        == Math.min(topology.workers(), topology.executors().size());
        boolean mayStay = before.workers().keySet().stream()
                .allMatch(slot -> exists(slot)
                        && supervisors.get(slot.supervisor()).availability() != Availability.DRAINING
                        && hasRoomForAllThatRanThere(slot.supervisor()));
        boolean heapSuffices = before.workers().values().stream()
                .allMatch(executors -> topology.workerMaxHeapMb() == 0
                        || executors.stream()
                                        .mapToLong(executor ->
                                                needs(topology, executor).onHeapMb())
                                        .sum()
                                <= topology.workerMaxHeapMb());
        boolean nobodyIsIsolated =
                situation.topologies().stream().allMatch(other -> other.isolation() instanceof Isolation.None);
        boolean isSettled = isAsAsked && mayStay && heapSuffices && nobodyIsIsolated;
        check(
                !isSettled
                        || situation.rebalanced().contains(topology.id())
                        || after(topology).equals(before),
                topology.id(),
                "moved without a reason");
    }

    private boolean hasRoomForAllThatRanThere(String supervisor) {
        Resources sum = Resources.NONE;
        for (TopologyRequest topology : situation.topologies()) {
            for (Map.Entry<Slot, List<Executor>> worker :
                    before(topology).workers().entrySet()) {
                if (worker.getKey().supervisor().equals(supervisor)) {
                    for (Executor executor : worker.getValue()) {
                        sum = sum.plus(needs(topology, executor));
                    }
                }
            }
            // Executors that have changed may ask for more than those before.
            if (!before(topology).isEmpty()
                    && !topology.executors()
                            .containsAll(
                                    ScheduledCluster.slotsOf(before(topology)).keySet())) {
                return false;
            }
        }
        return sum.memoryMb() <= supervisors.get(supervisor).memoryMb()
                && sum.cpuPercent() <= supervisors.get(supervisor).cpuPercent();
    }

    private void checkThatNoSlotIsIdle() {
        boolean someoneWaits =
                schedule.outcomes().values().stream().anyMatch(outcome -> outcome.status() != Status.PLACED);
        long used = schedule.placements().values().stream()
                .mapToLong(placement -> placement.workers().size())
                .sum();
        long slots = supervisors.values().stream()
                .mapToLong(supervisor -> supervisor.ports().size())
                .sum();
        check(!someoneWaits || used == slots, used, "of", slots, "slots are used while someone waits");
        check(
                schedule.outcomes().values().stream().noneMatch(outcome -> outcome.status() == Status.INCOMPLETE),
                "a topology is incomplete though any worker takes anything");
    }

    private void checkEvenness(TopologyRequest topology) {
        Map<Slot, List<Executor>> workers = after(topology).workers();
        check(spread(workers.values().stream().map(List::size)) <= 1, topology.id(), "has uneven workers");
        boolean isNew = before(topology).workers().keySet().stream().noneMatch(this::exists);
        if (isNew) {
            topology.executors().stream()
                    .map(Executor::component)
                    .distinct()
                    .forEach(component -> check(
                            spread(workers.values().stream().map(executors -> (int) executors.stream()
                                            .filter(executor ->
                                                    executor.component().equals(component))
                                            .count()))
                                    <= 1,
                            topology.id(),
                            "has",
                            component,
                            "spread unevenly"));
        }
        // What is new doesn't move again for a slot that a rebalanced one has left since.
        if ((isNew && situation.rebalanced().isEmpty())
                || situation.rebalanced().contains(topology.id())) {
            Map<String, Integer> onHost = perHost(after(topology));
            Map<String, Integer> free = freePerHost(schedule.placements());
            free.keySet().stream()
                    .filter(host -> free.get(host) > 0)
                    .forEach(to -> onHost.keySet()
                            .forEach(from -> check(
                                    onHost.get(from) - onHost.getOrDefault(to, 0) <= 1,
                                    topology.id(),
                                    "has workers on",
                                    from,
                                    "that could be on",
                                    to)));
        }
    }

    private static int spread(Stream<Integer> numbers) {
        List<Integer> sorted = numbers.sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1) - sorted.get(0);
    }

    private Map<String, Integer> perHost(Placement placement) {
        Map<String, Integer> counts = new TreeMap<>();
        placement.workers().keySet().stream()
                .filter(this::exists)
                .forEach(slot -> counts.merge(supervisors.get(slot.supervisor()).host(), 1, Integer::sum));
        return counts;
    }

    private Map<String, Integer> freePerHost(Map<String, Placement> placements) {
        Map<String, Integer> free = new TreeMap<>();
        supervisors
                .values()
                .forEach(supervisor ->
                        free.merge(supervisor.host(), supervisor.ports().size(), Integer::sum));
        placements
                .values()
                .forEach(
                        placement -> perHost(placement).forEach((host, used) -> free.merge(host, -used, Integer::sum)));
        return free;
    }

    /**
     * Of the executors that run where they could stay, no more have moved than new workers had to be filled with, or than
     * workers had to give up that are closed or, after a change of the topology, have more than their share.
     */
    private void checkMoves(TopologyRequest topology) {
        if (situation.rebalanced().contains(topology.id())) {
            return;
        }
        Map<Slot, List<Executor>> couldStay = new TreeMap<>();
        before(topology).workers().forEach((slot, executors) -> {
            List<Executor> alike =
                    executors.stream().filter(topology.executors()::contains).toList();
            if (exists(slot)) {
                couldStay.put(slot, alike);
            }
        });
        Map<Executor, Slot> now = ScheduledCluster.slotsOf(after(topology));
        long moved = couldStay.entrySet().stream()
                .flatMap(worker -> worker.getValue().stream()
                        .filter(executor -> !worker.getKey().equals(now.get(executor))))
                .count();
        long executors = topology.executors().size();
        long workers = Math.max(1, after(topology).workers().size());
        long share = executors / workers;
        boolean changed = before(topology).workers().values().stream()
                .flatMap(List::stream)
                .anyMatch(executor -> !topology.executors().contains(executor));
        long surplus = Math.max(0, couldStay.size() - Math.min(topology.workers(), executors));
        long bound;
        if (changed || surplus > 0) {
            // The largest may have been closed; the others give what is beyond their share.
            List<Integer> sizes = couldStay.values().stream()
                    .map(List::size)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            bound = sizes.stream().limit(surplus).mapToLong(size -> size).sum()
                    + sizes.stream()
                            .mapToLong(size -> Math.max(0, size - share))
                            .sum();
        } else {
            long opened = after(topology).workers().keySet().stream()
                    .filter(slot -> !couldStay.containsKey(slot))
                    .count();
            long homeless =
                    executors - couldStay.values().stream().mapToInt(List::size).sum();
            bound = Math.max(0, opened * ((executors + workers - 1) / workers) - homeless);
        }
        check(moved <= bound, moved, "executors of", topology.id(), "have moved,", bound, "would do");
    }

    private Placement before(TopologyRequest topology) {
        return situation.present().getOrDefault(topology.id(), Placement.NONE);
    }

    private Placement after(TopologyRequest topology) {
        return schedule.placements().get(topology.id());
    }

    private void check(boolean holds, Object... words) {
        if (!holds) {
            violations.add(Stream.of(words).map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }
}
