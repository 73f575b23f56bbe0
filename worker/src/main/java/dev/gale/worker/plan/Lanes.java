package dev.gale.worker.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts groups of executors together that would share a thread anyway. A lane is the first executor that each component
 * has in a worker, another lane the second of each, and so on. Where there are at least as many lanes as threads, each
 * thread has a lane to run, so within a lane nothing is won by queues: executors of a lane that send to each other call
 * each other, whatever the grouping. Only what the grouping sends to another lane goes by a queue.
 *
 * <p>With fewer lanes than threads, or when one has most of the work, it is left to queues to spread it over the cores.
 */
final class Lanes {
    /** A lane with more than so many times the share of a thread would hold up the others. */
    private static final double MOST_OF_A_SHARE = 1.5;

    private final Fusion fusion;
    private final TopologyPlan plan;
    /** By the number of the executor. */
    private final Map<Integer, List<ExecutorPlan>> groupOf = new HashMap<>();

    private final List<List<ExecutorPlan>> groups = new ArrayList<>();

    Lanes(Fusion fusion, TopologyPlan plan, int threads) {
        this.fusion = fusion;
        this.plan = plan;
        for (int worker : plan.executors().stream()
                .mapToInt(ExecutorPlan::worker)
                .distinct()
                .sorted()
                .toArray()) {
            Map<Integer, List<List<ExecutorPlan>>> lanes = lanesOf(worker);
            boolean enough = areForAll(threads, lanes);
            lanes.values().forEach(lane -> groups.addAll(enough ? joined(lane) : lane));
        }
        groups.sort(Comparator.comparingInt(
                group -> group.stream().mapToInt(ExecutorPlan::index).min().orElseThrow()));
        groups.forEach(group -> group.forEach(executor -> groupOf.put(executor.index(), group)));
    }

    /** Whether every thread has a lane to run, and none has much more to do with its own than its share. */
    private static boolean areForAll(int threads, Map<Integer, List<List<ExecutorPlan>>> lanes) {
        List<Integer> loads = lanes.values().stream()
                .map(lane -> lane.stream()
                        .flatMap(List::stream)
                        .mapToInt(executor -> executor.component().expectedLoad())
                        .sum())
                .toList();
        int whole = loads.stream().mapToInt(load -> load).sum();
        int largest = loads.stream().mapToInt(load -> load).max().orElse(0);
        return lanes.size() >= threads && largest * (double) threads <= MOST_OF_A_SHARE * whole;
    }

    /** The groups of a worker by lane, in the direction of the flow within each. */
    private Map<Integer, List<List<ExecutorPlan>>> lanesOf(int worker) {
        Map<Integer, Integer> flow = new HashMap<>();
        plan.neighbours().forEach(executor -> flow.put(executor.index(), flow.size()));
        Map<String, Integer> seen = new HashMap<>();
        Map<Integer, Integer> position = new HashMap<>();
        plan.executors().stream()
                .filter(executor -> executor.worker() == worker)
                .forEach(executor -> position.put(
                        executor.index(), seen.merge(executor.component().id(), 1, Integer::sum) - 1));
        Map<Integer, List<List<ExecutorPlan>>> lanes = new TreeMap<>();
        fusion.rows().stream()
                .filter(group -> group.get(0).worker() == worker)
                .sorted(Comparator.comparing(group -> flow.get(group.get(0).index())))
                .forEach(
                        group -> lanes.computeIfAbsent(position.get(group.get(0).index()), lane -> new ArrayList<>())
                                .add(group));
        return lanes;
    }

    /** The groups of a lane, those put together that send to each other. */
    private List<List<ExecutorPlan>> joined(List<List<ExecutorPlan>> lane) {
        List<List<ExecutorPlan>> joined = new ArrayList<>();
        for (List<ExecutorPlan> group : lane) {
            List<List<ExecutorPlan>> connected = joined.stream()
                    .filter(other -> mayCall(other, group) || mayCall(group, other))
                    .toList();
            List<ExecutorPlan> whole = new ArrayList<>();
            connected.forEach(whole::addAll);
            whole.addAll(group);
            if (longestRow(whole) > Fusion.MOST_IN_A_ROW) {
                joined.add(group);
            } else {
                joined.removeAll(connected);
                joined.add(inFlowOrder(whole));
            }
        }
        return joined;
    }

    private boolean mayCall(List<ExecutorPlan> some, List<ExecutorPlan> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> mayCall(one, other)));
    }

    private boolean mayCall(ExecutorPlan from, ExecutorPlan to) {
        return subscribes(from.component(), to.component()) && fusion.refusal(from.component(), to.component()) == null;
    }

    private static boolean subscribes(ComponentPlan source, ComponentPlan bolt) {
        return bolt.inputs().keySet().stream()
                .anyMatch(stream -> stream.get_componentId().equals(source.id()));
    }

    /** Callers before those whom they call. */
    private List<ExecutorPlan> inFlowOrder(List<ExecutorPlan> group) {
        List<ExecutorPlan> order = new ArrayList<>();
        Set<Integer> visited = new HashSet<>();
        group.forEach(executor -> visit(executor, group, visited, order));
        return order;
    }

    private void visit(
            ExecutorPlan executor, List<ExecutorPlan> group, Set<Integer> visited, List<ExecutorPlan> order) {
        if (visited.add(executor.index())) {
            group.stream()
                    .filter(caller -> mayCall(caller, executor))
                    .forEach(caller -> visit(caller, group, visited, order));
            order.add(executor);
        }
    }

    /** How many would call each other in a row at most. */
    private int longestRow(List<ExecutorPlan> group) {
        Map<Integer, Integer> row = new HashMap<>();
        for (ExecutorPlan executor : inFlowOrder(group)) {
            int before = group.stream()
                    .filter(caller -> mayCall(caller, executor))
                    .mapToInt(caller -> row.get(caller.index()))
                    .max()
                    .orElse(0);
            row.put(executor.index(), before + 1);
        }
        return row.values().stream().mapToInt(length -> length).max().orElse(0);
    }

    /** All groups, in the order of their executors. */
    List<List<ExecutorPlan>> groups() {
        return groups;
    }

    /** Whether the one executor, when it sends to the other, calls it directly. */
    boolean isCall(ExecutorPlan from, ExecutorPlan to) {
        return from.index() != to.index() && groupOf.get(from.index()) == groupOf.get(to.index()) && mayCall(from, to);
    }

    /** Whether executors of the one component call some of the other. */
    boolean areCalls(String from, String to) {
        return plan.executors().stream()
                .filter(executor -> executor.component().id().equals(from))
                .anyMatch(one -> groupOf.get(one.index()).stream()
                        .anyMatch(other -> other.component().id().equals(to) && isCall(one, other)));
    }
}
