package dev.gale.nimbus.schedule;

import dev.gale.nimbus.schedule.Outcome.Status;
import dev.gale.nimbus.schedule.Supervisor.Availability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Says how far a topology got what it asked for, and with numbers why it didn't get the rest. */
final class Reasons {
    private static final int MOST_NAMES = 8;

    private final Cluster cluster;
    private final Draft draft;

    Reasons(Cluster cluster, Draft draft) {
        this.cluster = cluster;
        this.draft = draft;
    }

    Outcome outcome() {
        int placed = draft.placed();
        int executors = draft.flow().units().size();
        List<String> reasons = new ArrayList<>();
        if (draft.missing() > 0) {
            reasons.addAll(whyNoSlots());
        }
        if (placed < executors) {
            reasons.addAll(whyNoRoom());
        }
        reasons.addAll(whatStays());
        return new Outcome(
                status(placed, executors), draft.workers().size(), draft.wanted(), placed, executors, reasons);
    }

    private Status status(int placed, int executors) {
        if (placed == 0) {
            return Status.UNPLACED;
        }
        if (placed < executors) {
            return Status.INCOMPLETE;
        }
        return draft.missing() > 0 ? Status.FEWER_WORKERS : Status.PLACED;
    }

    private List<String> whyNoSlots() {
        List<String> free = freeSlots();
        boolean tooFew = free.size() < draft.missing();
        if (!tooFew && draft.placed() < draft.flow().units().size()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        List<String> own = draft.workers().stream()
                .sorted(Comparator.comparing(Worker::slot))
                .map(Worker::name)
                .toList();
        reasons.add("needs " + counted(draft.wanted(), "slot") + ", "
                + (own.isEmpty() ? "" : "has " + own.size() + ": " + joined(own) + ", ")
                + (free.isEmpty() ? "none free" : free.size() + " free: " + joined(free))
                + (free.isEmpty() || own.isEmpty() ? "" : ", where none of its executors fits"));
        if (tooFew) {
            reasons.addAll(whatDoesNotCount());
        }
        return reasons;
    }

    private List<String> freeSlots() {
        return usable(node -> node.freeSlots() > 0)
                .flatMap(node ->
                        node.freePorts().stream().map(port -> node.host().name() + ":" + port))
                .toList();
    }

    /** Hosts that have free slots, or should have, and for which reason they are none for this topology. */
    private List<String> whatDoesNotCount() {
        List<String> reasons = new ArrayList<>();
        Isolation isolation = draft.request().isolation();
        if (isolation instanceof Isolation.None) {
            List<String> reserved = cluster.hosts().stream()
                    .filter(host -> host.reservedFor() != null && host.freeSlots() > 0)
                    .map(host -> host.name() + " for " + host.reservedFor())
                    .toList();
            if (!reserved.isEmpty()) {
                reasons.add("slots on hosts that are reserved don't count: " + joined(reserved));
            }
        } else {
            reasons.add(isolated(isolation));
        }
        for (Availability availability : List.of(Availability.BLACKLISTED, Availability.DRAINING)) {
            List<String> closed = usable(node -> node.availability() == availability
                            && !node.freePorts().isEmpty())
                    .map(node -> node.host().name() + " has " + node.freePorts().size())
                    .toList();
            if (!closed.isEmpty()) {
                reasons.add("free slots on " + availability.name().toLowerCase(Locale.ROOT)
                        + " supervisors don't count: " + joined(closed));
            }
        }
        return reasons;
    }

    private String isolated(Isolation isolation) {
        List<String> own =
                usable(node -> true).map(node -> node.host().name()).distinct().toList();
        String has = own.isEmpty() ? "it has none" : "it has " + joined(own);
        if (isolation instanceof Isolation.HostCount some) {
            return "is isolated to " + counted(some.count(), "host") + ": " + has;
        }
        List<String> names = List.copyOf(((Isolation.Hosts) isolation).names());
        List<String> missing = names.stream()
                .filter(name -> !own.contains(name))
                .map(name -> name + " " + whyNotHost(name))
                .toList();
        return "is isolated to " + counted(names.size(), "host") + ": " + has
                + (missing.isEmpty() ? "" : "; " + String.join("; ", missing));
    }

    private String whyNotHost(String name) {
        return cluster.hosts().stream()
                .filter(host -> host.name().equals(name))
                .map(host -> "is reserved for " + host.reservedFor())
                .findFirst()
                .orElse("has no supervisor");
    }

    private List<String> whyNoRoom() {
        List<Node> nodes = usable(node -> (node.freeSlots() > 0 && draft.missing() > 0) || isOwn(node))
                .toList();
        if (nodes.isEmpty()) {
            return List.of();
        }
        List<Unit> left = draft.homeless();
        List<String> reasons = new ArrayList<>(left.stream()
                .sorted(Comparator.comparingInt(Unit::component))
                .map(unit -> whyNot(unit, nodes))
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .toList());
        if (reasons.isEmpty()) {
            reasons.add(whyNotTogether(left, nodes));
        }
        return reasons;
    }

    private boolean isOwn(Node node) {
        return draft.workers().stream().anyMatch(worker -> worker.node() == node);
    }

    /** Empty when it would fit if it were the only one. */
    private String whyNot(Unit unit, List<Node> nodes) {
        String component = "component " + unit.executor().component() + " asks for ";
        Resources needs = unit.needs();
        long maxHeapMb = draft.request().workerMaxHeapMb();
        if (maxHeapMb > 0 && needs.onHeapMb() > maxHeapMb) {
            return component + needs.onHeapMb() + " MB of heap, topology.worker.max.heap.size.mb is " + maxHeapMb;
        }
        Node roomiest = most(nodes, Node::freeMemoryMb);
        if (needs.memoryMb() > roomiest.freeMemoryMb()) {
            return component + needs.memoryMb() + " MB, the largest supervisor has " + roomiest.freeMemoryMb()
                    + " MB free on " + roomiest.host().name();
        }
        Node idlest = most(nodes, Node::freeCpuPercent);
        if (needs.cpuPercent() > idlest.freeCpuPercent()) {
            return component + needs.cpuPercent() + " % CPU, the largest supervisor has " + idlest.freeCpuPercent()
                    + " % free on " + idlest.host().name();
        }
        if (nodes.stream().noneMatch(node -> node.has(needs))) {
            return component + needs.memoryMb() + " MB and " + needs.cpuPercent()
                    + " % CPU, and no supervisor has both: " + roomiest.host().name() + " has "
                    + free(roomiest) + " free, " + idlest.host().name() + " has " + free(idlest);
        }
        return "";
    }

    private static String free(Node node) {
        return node.freeMemoryMb() + " MB and " + node.freeCpuPercent() + " %";
    }

    private String whyNotTogether(List<Unit> left, List<Node> nodes) {
        Resources needs = Resources.sum(left);
        long maxHeapMb = draft.request().workerMaxHeapMb();
        long heapMb = Resources.sum(draft.flow().units()).onHeapMb();
        if (maxHeapMb > 0 && heapMb > maxHeapMb * draft.wanted()) {
            return "asks for " + heapMb + " MB of heap in " + counted(draft.wanted(), "worker")
                    + " of at most " + maxHeapMb
                    + " MB (topology.worker.max.heap.size.mb); at least "
                    + counted((heapMb + maxHeapMb - 1) / maxHeapMb, "worker") + " would be needed";
        }
        long memoryMb = nodes.stream().mapToLong(Node::freeMemoryMb).sum();
        long cpuPercent = nodes.stream().mapToLong(Node::freeCpuPercent).sum();
        return counted(left.size(), "executor") + " without a place ask for " + needs.memoryMb() + " MB and "
                + needs.cpuPercent() + " % CPU together; " + counted(nodes.size(), "supervisor")
                + " in question have " + memoryMb + " MB and " + cpuPercent
                + " % free, which doesn't suffice or isn't where it would be needed for at most "
                + counted(draft.wanted(), "worker");
    }

    private List<String> whatStays() {
        return draft.workers().stream()
                .filter(worker -> worker.node().drains())
                .sorted(Comparator.comparing(Worker::slot))
                .map(worker -> worker.name() + " drains, but no other slot is free that has "
                        + worker.needs().memoryMb() + " MB and "
                        + worker.needs().cpuPercent() + " % CPU")
                .toList();
    }

    private Stream<Node> usable(Predicate<Node> condition) {
        return cluster.hosts().stream()
                .filter(draft::mayUse)
                .flatMap(host -> host.nodes().stream())
                .filter(condition);
    }

    private static Node most(List<Node> nodes, ToLongFunction<Node> what) {
        return nodes.stream()
                .reduce((a, b) -> what.applyAsLong(b) > what.applyAsLong(a) ? b : a)
                .orElseThrow();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String joined(List<String> names) {
        int more = names.size() - MOST_NAMES;
        return String.join(", ", more > 1 ? names.subList(0, MOST_NAMES) : names)
                + (more > 1 ? " and " + more + " more" : "");
    }
}
