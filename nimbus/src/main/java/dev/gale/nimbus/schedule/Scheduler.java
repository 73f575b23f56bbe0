package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides where topologies run. What runs stays, unless it must move: its slot is gone, the numbers of workers or executors
 * have changed, isolation or resources forbid it, its supervisor drains, or the topology is rebalanced.
 *
 * <p>First everybody keeps what can be kept. Then, by priority and order of submission, topologies get slots for what has
 * no place and for workers that they lack; then draining supervisors are left; then rebalanced topologies are spread over
 * hosts. As long as that changes something it is done again: what one gives back another may need. So a schedule of a
 * schedule is the same schedule.
 */
public final class Scheduler {
    /** So that an oscillation nobody has thought of wouldn't be endless; two have sufficed so far. */
    private static final int MOST_ROUNDS = 10;

    private final Situation situation;
    private final Cluster cluster;
    /** By priority, then in order of submission. */
    private final List<Draft> drafts = new ArrayList<>();

    private Scheduler(Situation situation) {
        this.situation = situation;
        this.cluster = new Cluster(situation.supervisors());
        List<TopologyRequest> inOrder = situation.topologies().stream()
                .sorted(Comparator.comparingInt(TopologyRequest::priority))
                .toList();
        IsolatedHosts.reserve(situation, cluster, inOrder);
        inOrder.forEach(topology ->
                drafts.add(new Draft(topology, situation.rebalanced().contains(topology.id()))));
    }

    /** The schedule for a situation; the same for the same, whatever the order of supervisors in it. */
    public static Schedule schedule(Situation situation) {
        Schedule schedule = new Scheduler(situation).schedule();
        boolean hostsAreChosen = situation.topologies().stream()
                .anyMatch(topology -> topology.isolation() instanceof Isolation.HostCount);
        // Hosts are chosen by who runs there: when others have left one, it may be a better choice than before.
        boolean settled = !hostsAreChosen;
        for (int round = 0; !settled && round < MOST_ROUNDS; round++) {
            Schedule next = new Scheduler(situation.after(schedule)).schedule();
            settled = next.equals(schedule);
            schedule = next;
        }
        return schedule;
    }

    private Schedule schedule() {
        drafts.forEach(draft -> draft.keep(situation.presentOf(draft.request()), cluster));
        drafts.forEach(Draft::shrink);
        boolean changed;
        do {
            changed = false;
            for (Draft draft : drafts) {
                changed |= place(draft);
            }
            for (Draft draft : drafts) {
                changed |= leaveDraining(draft);
            }
            for (Draft draft : drafts) {
                changed |= draft.isRebalanced() && spreadOverHosts(draft);
            }
        } while (changed);
        return result();
    }

    private boolean place(Draft draft) {
        if (draft.workers().isEmpty()) {
            return placeAnew(draft);
        }
        boolean changed = replaceLost(draft);
        while (fill(draft)) {
            changed = true;
        }
        return changed;
    }

    /** As a whole or not at all. */
    private boolean placeAnew(Draft draft) {
        draft.closeAll();
        int free = cluster.hosts().stream()
                .filter(draft::mayUse)
                .mapToInt(Host::freeSlots)
                .sum();
        int slots = Math.min(draft.wanted(), free);
        return slots > 0 && (placeEvenly(draft, slots) || new Packing(cluster, draft).pack(slots));
    }

    private boolean placeEvenly(Draft draft, int slots) {
        Spread spread = new Spread(cluster, draft);
        long maxHeapMb = draft.request().workerMaxHeapMb();
        for (List<Unit> hand : largestFirst(Dealing.deal(draft.flow(), slots))) {
            Resources needs = Resources.sum(hand);
            boolean heapSuffices = maxHeapMb == 0 || needs.onHeapMb() <= maxHeapMb;
            if (!heapSuffices || spread.open(node -> node.has(needs), hand) == null) {
                draft.closeAll();
                return false;
            }
        }
        draft.leaveHomeless(List.of());
        return true;
    }

    /** What was together in a lost worker goes to another slot together, as long as there are slots. */
    private boolean replaceLost(Draft draft) {
        List<List<Unit>> groups = draft.takeLostGroups();
        if (groups.isEmpty()) {
            return false;
        }
        Spread spread = new Spread(cluster, draft);
        long maxHeapMb = draft.request().workerMaxHeapMb();
        List<List<Unit>> left = new ArrayList<>();
        for (List<Unit> group : largestFirst(groups)) {
            Resources needs = Resources.sum(group);
            boolean heapSuffices = maxHeapMb == 0 || needs.onHeapMb() <= maxHeapMb;
            if (draft.missing() == 0 || !heapSuffices || spread.open(node -> node.has(needs), group) == null) {
                left.add(group);
            }
        }
        draft.dissolve(left);
        return true;
    }

    private static List<List<Unit>> largestFirst(List<List<Unit>> groups) {
        return groups.stream()
                .sorted(Comparator.<List<Unit>>comparingLong(
                        group -> -Resources.sum(group).memoryMb()))
                .toList();
    }

    /**
     * Opens the workers that are missing, and divides executors among the workers. What runs moves only into new workers,
     * unless the topology is another than before.
     */
    private boolean fill(Draft draft) {
        Set<Worker> opened = openMissing(draft);
        Sharing sharing = new Sharing(draft);
        int settled = sharing.settleHomeless();
        boolean moved = sharing.evenOut(draft.mayEvenOut() ? Set.copyOf(draft.workers()) : opened);
        draft.closeEmpty();
        return settled > 0 || moved;
    }

    /** Empty workers where at least one executor fits that has no place, or shares its worker with others. */
    private Set<Worker> openMissing(Draft draft) {
        Set<Worker> opened = new HashSet<>();
        if (draft.missing() == 0) {
            return opened;
        }
        Set<Resources> movable = new HashSet<>();
        draft.homeless().forEach(unit -> movable.add(unit.needs()));
        for (Worker worker : draft.workers()) {
            if (worker.size() > 1) {
                worker.units().forEach(unit -> movable.add(unit.needs()));
            }
        }
        Spread spread = new Spread(cluster, draft);
        Worker worker = null;
        do {
            worker = spread.open(node -> movable.stream().anyMatch(node::has), List.of());
            if (worker != null) {
                opened.add(worker);
            }
        } while (worker != null && draft.missing() > 0);
        return opened;
    }

    private boolean leaveDraining(Draft draft) {
        List<Worker> draining = draft.workers().stream()
                .filter(worker -> worker.node().drains())
                .toList();
        boolean moved = false;
        for (Worker worker : draining) {
            Node node = new Spread(cluster, draft).best(candidate -> candidate.has(worker.needs()));
            if (node != null) {
                draft.move(worker, node);
                moved = true;
            }
        }
        return moved;
    }

    private boolean spreadOverHosts(Draft draft) {
        boolean moved = false;
        while (moveToBetterHost(draft)) {
            moved = true;
        }
        return moved;
    }

    private boolean moveToBetterHost(Draft draft) {
        Spread spread = new Spread(cluster, draft);
        List<Worker> worstFirst = draft.workers().stream()
                .sorted(Comparator.<Worker>comparingInt(worker -> -spread.on(worker.host()))
                        .thenComparingInt(worker -> worker.host().freeSlots())
                        .thenComparingInt(worker -> -spread.on(worker.node()))
                        .thenComparing(Worker::slot))
                .toList();
        for (Worker worker : worstFirst) {
            Node to = betterPlace(spread, worker);
            if (to != null) {
                draft.move(worker, to);
                return true;
            }
        }
        return false;
    }

    private static Node betterPlace(Spread spread, Worker worker) {
        Node from = worker.node();
        Predicate<Node> isBetter = node -> node.has(worker.needs()) && isBetter(spread, from, node);
        // When the host that is offered first wouldn't be better, no other one is.
        Node first = spread.best(node -> true);
        boolean mayLeaveHost = first != null && first.host() != from.host() && isBetter(spread, from, first);
        return mayLeaveHost ? spread.best(isBetter) : spread.best(from.host(), isBetter);
    }

    private static boolean isBetter(Spread spread, Node from, Node to) {
        return from.host() == to.host()
                ? isBetter(spread.on(from), from.freeSlots(), spread.on(to), to.freeSlots())
                : isBetter(
                        spread.on(from.host()),
                        from.host().freeSlots(),
                        spread.on(to.host()),
                        to.host().freeSlots());
    }

    /** Whether a move would make the topology's workers more even, or leave them so and make the load more even. */
    private static boolean isBetter(int ownFrom, int freeFrom, int ownTo, int freeTo) {
        return ownFrom - ownTo >= 2 || (ownFrom - ownTo == 1 && freeTo - freeFrom >= 2);
    }

    private Schedule result() {
        Map<String, Draft> byId = new LinkedHashMap<>();
        situation.topologies().forEach(topology -> byId.put(topology.id(), null));
        drafts.forEach(draft -> byId.put(draft.request().id(), draft));
        Map<String, Placement> placements = new LinkedHashMap<>();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        byId.forEach((id, draft) -> {
            placements.put(id, draft.placement());
            outcomes.put(id, new Reasons(cluster, draft).outcome());
        });
        return new Schedule(placements, outcomes);
    }
}
