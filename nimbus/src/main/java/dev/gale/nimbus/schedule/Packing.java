package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Places a topology of which even shares don't fit: the largest executors first, into as many slots as it may have, on the
 * supervisors with the most room. That is bin packing, and these are its two usual heuristics; where both fail another
 * placement may exist that nobody has looked for. What one supervisor has room for is always placed, unless the heap of a
 * worker forbids it.
 */
final class Packing {
    private final Cluster cluster;
    private final Draft draft;
    private final Resources all;

    /** @param draft without workers */
    Packing(Cluster cluster, Draft draft) {
        this.cluster = cluster;
        this.draft = draft;
        this.all = Resources.sum(draft.flow().units());
    }

    /** @return whether every executor has a place; if not, none has */
    boolean pack(int slots) {
        return pack(slots, this::roomiest) || pack(slots, Stream::findFirst);
    }

    private boolean pack(int slots, Function<Stream<Worker>, Optional<Worker>> choice) {
        roomiestSlots(slots).forEach(draft::open);
        List<Unit> bySize = new ArrayList<>(draft.flow().units());
        bySize.sort(largestFirst(draft));
        for (Unit unit : bySize) {
            Optional<Worker> worker = choice.apply(draft.workers().stream().filter(candidate -> candidate.fits(unit)));
            if (worker.isEmpty()) {
                draft.closeAll();
                return false;
            }
            worker.get().add(unit);
        }
        draft.closeEmpty();
        draft.leaveHomeless(List.of());
        return true;
    }

    /** Keeps supervisors evenly loaded; the first of several, which leaves the others whole for what is large, doesn't. */
    private Optional<Worker> roomiest(Stream<Worker> workers) {
        return workers.reduce((a, b) -> room(b.node()) > room(a.node()) ? b : a);
    }

    /** A supervisor for each slot. All give one before any gives a second: slots of one supervisor share its memory. */
    private List<Node> roomiestSlots(int slots) {
        List<Node> byRoom = cluster.hosts().stream()
                .filter(draft::mayUse)
                .flatMap(host -> host.nodes().stream())
                .filter(node -> node.freeSlots() > 0)
                .sorted(Comparator.<Node>comparingDouble(node -> -room(node)).thenComparingInt(Node::index))
                .toList();
        int mostSlots = byRoom.stream().mapToInt(Node::freeSlots).max().orElse(0);
        return Stream.iterate(0, round -> round < mostSlots, round -> round + 1)
                .flatMap(round -> byRoom.stream().filter(node -> node.freeSlots() > round))
                .limit(slots)
                .toList();
    }

    /** For how much of the whole topology a supervisor has room. */
    private double room(Node node) {
        return Math.min(
                node.freeMemoryMb() / (double) Math.max(1, all.memoryMb()),
                node.freeCpuPercent() / (double) Math.max(1, all.cpuPercent()));
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
