package dev.gale.worker.plan;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.worker.config.Scheduling;
import dev.gale.worker.config.TopologySettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which executors call each other directly instead of sending through a queue.
 *
 * <p>A bolt's executor joins the group of the executor before it when all its input comes from executors of that group:
 * then there is nothing it could do while they wait, and a call costs a fraction of a queue. Two executors that could be
 * at work at the same time stay apart: those that share an input evenly, and those behind a fields grouping, where
 * state is kept and most of the work is done. So there is something to give to the other cores.
 *
 * <p>Where components have so many executors that there is something for each core anyway, the groups are put together
 * in {@link Lanes}: then a part of what goes over the other subscriptions goes by calls too.
 */
public final class Fusion {
    /** Longer rows of calls within calls are cut: the stack is finite, and a long row has work for several cores. */
    static final int MOST_IN_A_ROW = 32;

    /**
     * A subscription.
     *
     * @param whyNot null when it is fused, else the end of a sentence that begins with "goes by a queue, since"
     * @param inLanes whether, although it isn't fused, executors of one lane call each other
     */
    public record Edge(GlobalStreamId stream, String to, String whyNot, boolean inLanes) {
        public boolean isFused() {
            return whyNot == null;
        }
    }

    private final TopologyPlan plan;
    private final List<Edge> edges = new ArrayList<>();
    /** Both by the number of the executor. */
    private final Map<Integer, List<ExecutorPlan>> groupOf = new HashMap<>();

    private final Map<Integer, Integer> row = new HashMap<>();
    private final Lanes lanes;

    /** @param threads how many share the executors of a worker */
    Fusion(TopologyPlan plan, int threads) {
        this.plan = plan;
        plan.executors().forEach(executor -> groupOf.put(executor.index(), new ArrayList<>(List.of(executor))));
        for (String component : inFlowOrder()) {
            fuse(plan.component(component));
        }
        lanes = new Lanes(this, plan, threads);
        edges.replaceAll(edge -> new Edge(
                edge.stream(),
                edge.to(),
                edge.whyNot(),
                !edge.isFused() && lanes.areCalls(edge.stream().get_componentId(), edge.to())));
    }

    /** The groups, each in the direction of the flow; executors that are in none are groups of one. */
    public List<List<ExecutorPlan>> groups() {
        return lanes.groups();
    }

    /** The groups before they are put together in lanes. */
    List<List<ExecutorPlan>> rows() {
        Set<Integer> visited = new HashSet<>();
        return plan.executors().stream()
                .map(e -> groupOf.get(e.index()))
                .filter(group -> visited.add(first(group)))
                .toList();
    }

    /** Every subscription of the topology, in the direction of the flow. */
    public List<Edge> edges() {
        return Collections.unmodifiableList(edges);
    }

    /** Whether the one executor, when it sends to the other, calls it directly. */
    public boolean isCall(ExecutorPlan from, ExecutorPlan to) {
        return isFused(from, to) || lanes.isCall(from, to);
    }

    /** Whether an executor gets all that it gets from a component, as do its siblings, from the one executor. */
    public boolean isFused(ExecutorPlan from, ExecutorPlan to) {
        return from.index() != to.index() && first(groupOf.get(from.index())) == first(groupOf.get(to.index()));
    }

    private static int first(List<ExecutorPlan> group) {
        return group.get(0).index();
    }

    /** Whether executors of the one component call some of the other directly. */
    public boolean isFused(ComponentPlan from, ComponentPlan to) {
        return executorsOf(from.id()).stream()
                .anyMatch(one -> executorsOf(to.id()).stream().anyMatch(other -> isFused(one, other)));
    }

    private void fuse(ComponentPlan bolt) {
        if (bolt.inputs().isEmpty()) {
            return;
        }
        Map<GlobalStreamId, String> obstacles = new TreeMap<>(
                Comparator.comparing(GlobalStreamId::get_componentId).thenComparing(GlobalStreamId::get_streamId));
        bolt.inputs().forEach((stream, grouping) -> obstacles.put(stream, obstacle(bolt, stream, grouping)));
        boolean isCut = obstacles.values().stream().anyMatch(obstacle -> !obstacle.isEmpty());
        String whyNotJoined = isCut ? "another input of " + bolt.id() + " does" : join(bolt);
        obstacles.forEach((stream, obstacle) ->
                edges.add(new Edge(stream, bolt.id(), obstacle.isEmpty() ? whyNotJoined : obstacle, false)));
    }

    /** Why an input can't be fused, whatever the others are; empty when it can. */
    private String obstacle(ComponentPlan bolt, GlobalStreamId stream, Grouping grouping) {
        ComponentPlan source = plan.component(stream.get_componentId());
        String refusal = refusal(source, bolt);
        if (refusal != null) {
            return refusal;
        }
        if (source.executors() != bolt.executors()) {
            return source.id() + " has " + count(source.executors()) + " and " + bolt.id() + " "
                    + count(bolt.executors());
        }
        return switch (grouping.getSetField()) {
            case LOCAL_OR_SHUFFLE -> "";
            case SHUFFLE, NONE ->
                bolt.executors() == 1 ? "" : "its grouping spreads evenly over " + count(bolt.executors());
            case ALL -> bolt.executors() == 1 ? "" : "its grouping sends to all of " + count(bolt.executors());
            case FIELDS ->
                grouping.get_fields().isEmpty()
                        ? (bolt.executors() == 1 ? "" : "its grouping is global")
                        : "behind a fields grouping there is state, and work for another core";
            case DIRECT -> "its grouping is direct";
            case CUSTOM_SERIALIZED, CUSTOM_OBJECT -> "its grouping is the user's own";
        };
    }

    /** Why executors of the one component may never call those of the other; null when they may. */
    String refusal(ComponentPlan source, ComponentPlan bolt) {
        for (ComponentPlan component : List.of(source, bolt)) {
            if (TopologySettings.SCHEDULING.in(component.conf()) == Scheduling.DEDICATED) {
                return component.id() + " has threads of its own (" + TopologySettings.SCHEDULING + "=dedicated)";
            }
        }
        if (!TopologySettings.FUSION.in(bolt.conf())) {
            return TopologySettings.FUSION + " is false";
        }
        if (TopologySettings.ALWAYS_SERIALIZE.in(plan.conf())) {
            return TopologySettings.ALWAYS_SERIALIZE + " is true";
        }
        if (plan.closesCycle(source.id(), bolt.id())) {
            return "tuples can come back from " + bolt.id() + " to " + source.id();
        }
        return null;
    }

    private static String count(int executors) {
        return executors == 1 ? "1 executor" : executors + " executors";
    }

    /** Lets the executors of a bolt join the groups of those before them; answers null, or why that can't be. */
    private String join(ComponentPlan bolt) {
        Set<String> sources = new HashSet<>();
        bolt.inputs().keySet().forEach(stream -> sources.add(stream.get_componentId()));
        Map<ExecutorPlan, List<ExecutorPlan>> joined = new LinkedHashMap<>();
        Map<Integer, Integer> lengths = new HashMap<>();
        for (ExecutorPlan executor : executorsOf(bolt.id())) {
            for (String source : sources) {
                ExecutorPlan partner = partner(executor, source);
                if (partner == null) {
                    return source + " and " + bolt.id() + " are spread over the workers in another way";
                }
                List<ExecutorPlan> group = groupOf.get(partner.index());
                List<ExecutorPlan> other = joined.putIfAbsent(executor, group);
                if (other != null && first(other) != first(group)) {
                    return "its inputs come from executors that are not fused with each other";
                }
                int length = row.getOrDefault(partner.index(), 1) + 1;
                if (length > MOST_IN_A_ROW) {
                    return "more than " + MOST_IN_A_ROW + " would call each other in a row";
                }
                lengths.merge(executor.index(), length, Math::max);
            }
        }
        joined.forEach((executor, group) -> {
            group.add(executor);
            groupOf.put(executor.index(), group);
        });
        row.putAll(lengths);
        return null;
    }

    /** The executor of {@code source} that takes the same place in the same worker; null when there is none. */
    private ExecutorPlan partner(ExecutorPlan executor, String source) {
        List<ExecutorPlan> here = inWorker(executor.component().id(), executor.worker());
        List<ExecutorPlan> there = inWorker(source, executor.worker());
        return here.size() == there.size() ? there.get(here.indexOf(executor)) : null;
    }

    private List<ExecutorPlan> executorsOf(String component) {
        return plan.executors().stream()
                .filter(executor -> executor.component().id().equals(component))
                .toList();
    }

    private List<ExecutorPlan> inWorker(String component, int worker) {
        return executorsOf(component).stream()
                .filter(executor -> executor.worker() == worker)
                .toList();
    }

    /** Every component after those that it gets its input from; on a circle, in any order. */
    private List<String> inFlowOrder() {
        List<String> order = new ArrayList<>();
        Set<String> visited = new HashSet<>();
        plan.components().forEach(component -> visit(component.id(), visited, order));
        return order;
    }

    private void visit(String component, Set<String> visited, List<String> order) {
        if (!visited.add(component)) {
            return;
        }
        plan.component(component).inputs().keySet().stream()
                .map(GlobalStreamId::get_componentId)
                .filter(source -> !plan.closesCycle(source, component))
                .sorted()
                .forEach(source -> visit(source, visited, order));
        order.add(component);
    }
}
