package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/** The components of a topology that have executors, numbered in the direction of the flow, and which are linked. */
final class Flow {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Set<Integer>> neighbours = new ArrayList<>();
    private final List<Unit> units;

    Flow(TopologyRequest request) {
        // In the order of their tasks, which the request's executors are sorted by.
        List<String> components =
                request.executors().stream().map(Executor::component).distinct().toList();
        List<String> ordered = inFlowOrder(components, request.links());
        for (String component : ordered) {
            numbers.put(component, numbers.size());
            neighbours.add(new TreeSet<>());
        }
        for (Link link : request.links()) {
            Integer from = numbers.get(link.from());
            Integer to = numbers.get(link.to());
            if (from != null && to != null && !from.equals(to)) {
                neighbours.get(from).add(to);
                neighbours.get(to).add(from);
            }
        }
        List<Unit> all = new ArrayList<>();
        for (Executor executor : request.executors()) {
            String component = executor.component();
            all.add(new Unit(executor, numbers.get(component), request.resourcesOf(component)));
        }
        all.sort(Comparator.comparingInt(Unit::component).thenComparing(Unit::executor));
        units = Collections.unmodifiableList(all);
    }

    /** A component comes after those that send to it; of a circle, the one with the lowest tasks comes first. */
    private static List<String> inFlowOrder(List<String> components, List<Link> links) {
        Map<String, Integer> rank = new HashMap<>();
        components.forEach(component -> rank.put(component, rank.size()));
        Map<String, Set<String>> sendsTo = new HashMap<>();
        int[] waitsFor = new int[components.size()];
        for (Link link : links) {
            boolean known = rank.containsKey(link.from()) && rank.containsKey(link.to());
            if (known
                    && !link.from().equals(link.to())
                    && sendsTo.computeIfAbsent(link.from(), from -> new LinkedHashSet<>())
                            .add(link.to())) {
                waitsFor[rank.get(link.to())]++;
            }
        }
        Set<Integer> left = new TreeSet<>(rank.values());
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        left.stream().filter(component -> waitsFor[component] == 0).forEach(ready::add);
        List<String> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int next = ready.isEmpty() ? left.iterator().next() : ready.poll();
            if (left.remove(next)) {
                String component = components.get(next);
                ordered.add(component);
                for (String receiver : sendsTo.getOrDefault(component, Set.of())) {
                    int number = rank.get(receiver);
                    waitsFor[number]--;
                    if (waitsFor[number] == 0) {
                        ready.add(number);
                    }
                }
            }
        }
        return ordered;
    }

    int components() {
        return neighbours.size();
    }

    /** All executors, in the direction of the flow and by task within a component. */
    List<Unit> units() {
        return units;
    }

    Set<Integer> neighbours(int component) {
        return neighbours.get(component);
    }
}
