package dev.gale.worker.plan;

import dev.gale.generated.ComponentCommon;
import dev.gale.generated.StormTopology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the strongly connected parts of a topology's graph: components between which tuples can go round. */
final class Circles {
    private final Map<String, List<String>> targets = new HashMap<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, Integer> circle = new HashMap<>();
    private int circles;

    private Circles(StormTopology topology) {
        topology.get_spouts().keySet().forEach(id -> targets.put(id, new ArrayList<>()));
        topology.get_bolts().keySet().forEach(id -> targets.put(id, new ArrayList<>()));
        topology.get_bolts()
                .forEach((id, bolt) -> bolt.get_common().get_inputs().keySet().forEach(stream -> {
                    // An input of a component that doesn't exist is for the validator to report.
                    List<String> of = targets.get(stream.get_componentId());
                    if (of != null) {
                        of.add(id);
                    }
                }));
    }

    /** @return a number for every component; those with the same number can reach each other */
    static Map<String, Integer> of(StormTopology topology) {
        Circles circles = new Circles(topology);
        circles.targets.keySet().forEach(id -> {
            if (!circles.order.containsKey(id)) {
                circles.visit(id);
            }
        });
        return circles.circle;
    }

    /** Whether two components that can reach each other are really two, or one that subscribes to itself. */
    static boolean isCircle(StormTopology topology, String from, String to) {
        if (!from.equals(to)) {
            return true;
        }
        ComponentCommon common = topology.get_bolts().get(from) == null
                ? null
                : topology.get_bolts().get(from).get_common();
        return common != null
                && common.get_inputs().keySet().stream()
                        .anyMatch(s -> s.get_componentId().equals(from));
    }

    /** Tarjan's algorithm; depth is that of the topology. */
    private void visit(String id) {
        int number = order.size();
        order.put(id, number);
        lowest.put(id, number);
        open.push(id);
        for (String target : targets.get(id)) {
            if (!order.containsKey(target)) {
                visit(target);
                lowest.merge(id, lowest.get(target), Math::min);
            } else if (!circle.containsKey(target)) {
                lowest.merge(id, order.get(target), Math::min);
            }
        }
        if (lowest.get(id) == number) {
            String member;
            do {
                member = open.pop();
                circle.put(member, circles);
            } while (!member.equals(id));
            circles++;
        }
    }
}
