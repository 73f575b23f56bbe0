package dev.gale.worker.plan;

import dev.gale.generated.StormTopology;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How far components are from the spouts: the fewest hops of a tuple to get there. */
final class Depths {
    private Depths() {}

    /** @return a number for every component, 0 for spouts; bolts that no spout reaches come last */
    static Map<String, Integer> of(StormTopology topology) {
        Map<String, Integer> depth = new HashMap<>();
        Deque<String> toVisit = new ArrayDeque<>();
        topology.get_spouts().keySet().forEach(spout -> {
            depth.put(spout, 0);
            toVisit.add(spout);
        });
        while (!toVisit.isEmpty()) {
            String source = toVisit.remove();
            topology.get_bolts().forEach((bolt, spec) -> {
                boolean subscribes = spec.get_common().get_inputs().keySet().stream()
                        .anyMatch(stream -> stream.get_componentId().equals(source));
                if (subscribes && !depth.containsKey(bolt)) {
                    depth.put(bolt, depth.get(source) + 1);
                    toVisit.add(bolt);
                }
            });
        }
        topology.get_bolts().keySet().forEach(bolt -> depth.putIfAbsent(bolt, Integer.MAX_VALUE));
        return depth;
    }
}
