package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Places a topology of which even shares don't fit: the largest executors first, into as many slots as it may have, on the
 * supervisors with the most room. That is bin packing, and these are its two usual heuristics; where both fail another
 * placement may exist that nobody has looked for.
 */
final class Packing {
    private Packing() {}

    /**
     * @param draft without workers; after a failure likewise
     * @return whether every executor has a place
     */
    static boolean pack(Cluster cluster, Draft draft, int slots) {
        for (BinaryOperator<Worker> better : List.<BinaryOperator<Worker>>of(Packing::roomier, Packing::first)) {
            roomiestSlots(cluster, draft, slots).forEach(draft::open);
            if (pack(draft, better)) {
                draft.closeEmpty();
                draft.leaveHomeless(List.of());
                return true;
            }
            draft.closeAll();
        }
        return false;
    }

    /** Always the worker with the most memory left, which keeps supervisors evenly loaded. */
    private static Worker roomier(Worker a, Worker b) {
        return b.node().freeMemoryMb() > a.node().freeMemoryMb() ? b : a;
    }

    /** Always the first that will do, which leaves the others whole for what is large. */
    @SuppressWarnings("unused")
    private static Worker first(Worker a, Worker b) {
        return a;
    }

    /** A supervisor for each slot. All give one before any gives a second: slots of one supervisor share its memory. */
    private static List<Node> roomiestSlots(Cluster cluster, Draft draft, int slots) {
        List<Node> byRoom = cluster.hosts().stream()
                .filter(draft::mayUse)
                .flatMap(host -> host.nodes().stream())
                .filter(node -> node.freeSlots() > 0)
                .sorted(Comparator.<Node>comparingLong(node -> -node.freeMemoryMb())
                        .thenComparingLong(node -> -node.freeCpuPercent())
                        .thenComparingInt(Node::index))
                .toList();
        int mostSlots = byRoom.stream().mapToInt(Node::freeSlots).max().orElse(0);
        return Stream.iterate(0, round -> round < mostSlots, round -> round + 1)
                .flatMap(round -> byRoom.stream().filter(node -> node.freeSlots() > round))
                .limit(slots)
                .toList();
    }

    private static boolean pack(Draft draft, BinaryOperator<Worker> better) {
        List<Unit> bySize = new ArrayList<>(draft.flow().units());
        bySize.sort(largestFirst(draft));
        for (Unit unit : bySize) {
            Worker worker = draft.workers().stream()
                    .filter(candidate -> candidate.fits(unit))
                    .reduce(better)
                    .orElse(null);
            if (worker == null) {
                return false;
            }
            worker.add(unit);
        }
        return true;
    }

    /** By the larger of an executor's shares of what the whole topology asks for. */
    static Comparator<Unit> largestFirst(Draft draft) {
        Resources all = Resources.sum(draft.flow().units());
        return Comparator.<Unit>comparingDouble(unit -> -Math.max(
                        unit.needs().memoryMb() / (double) Math.max(1, all.memoryMb()),
                        unit.needs().cpuPercent() / (double) Math.max(1, all.cpuPercent())))
                .thenComparingInt(Unit::component)
                .thenComparing(Unit::executor);
    }
}
