package dev.gale.utils;

import dev.gale.generated.Bolt;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.StormTopology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Depth-first search for cycles in the flow of tuples of one topology: an edge that leads back to a component on the
 * present path closes one. Follows the order of declaration, hence gives the same answer each time. Keeps its path in
 * lists and not on the call stack, so that long chains are no problem. For one search.
 */
final class CycleSearch {
    private final Map<String, Set<String>> receivers = new LinkedHashMap<>(); // component id to those that it feeds
    private final Set<String> finished = new HashSet<>();
    private final List<List<String>> cycles = new ArrayList<>();

    CycleSearch(StormTopology topology) {
        for (Map.Entry<String, Bolt> bolt : topology.get_bolts().entrySet()) {
            for (GlobalStreamId input :
                    bolt.getValue().get_common().get_inputs().keySet()) {
                receivers
                        .computeIfAbsent(input.get_componentId(), id -> new LinkedHashSet<>())
                        .add(bolt.getKey());
            }
        }
    }

    List<List<String>> cycles() {
        for (String start : receivers.keySet()) {
            if (!finished.contains(start)) {
                searchFrom(start);
            }
        }
        return cycles;
    }

    private void searchFrom(String start) {
        List<String> path = new ArrayList<>();
        Map<String, Integer> positionOnPath = new HashMap<>();
        Deque<Iterator<String>> untried = new ArrayDeque<>(); // for each component of the path, last first
        String entered = start;
        while (true) {
            if (entered != null) {
                positionOnPath.put(entered, path.size());
                path.add(entered);
                untried.push(receivers.getOrDefault(entered, Set.of()).iterator());
                entered = null;
            } else if (untried.isEmpty()) {
                return;
            } else if (untried.peek().hasNext()) {
                String next = untried.peek().next();
                Integer position = positionOnPath.get(next);
                if (position != null) {
                    cycles.add(new ArrayList<>(path.subList(position, path.size())));
                } else if (!finished.contains(next)) {
                    entered = next;
                }
            } else {
                untried.pop();
                String left = path.remove(path.size() - 1);
                positionOnPath.remove(left);
                finished.add(left);
            }
        }
    }
}
