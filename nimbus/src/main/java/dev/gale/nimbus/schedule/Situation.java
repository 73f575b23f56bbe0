package dev.gale.nimbus.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that a schedule depends on.
 *
 * @param supervisors those that are there, in any order
 * @param topologies in the order of submission; one that was killed is left out
 * @param present where topologies run now, by topology id; what runs on slots that are gone stands there too, and what
 *     belongs to topologies that aren't asked for is ignored
 * @param rebalanced ids of the topologies to be spread anew, once: the next situation doesn't name them again. That a
 *     topology has other numbers of workers or executors than before needs no mention.
 */
public record Situation(
        List<Supervisor> supervisors,
        List<TopologyRequest> topologies,
        Map<String, Placement> present,
        Set<String> rebalanced) {

    public Situation {
        supervisors = List.copyOf(supervisors);
        topologies = List.copyOf(topologies);
        present = Map.copyOf(present);
        rebalanced = Set.copyOf(rebalanced);
        List<String> problems = new ArrayList<>();
        Set<String> supervisorIds = new HashSet<>();
        for (Supervisor supervisor : supervisors) {
            if (!supervisorIds.add(supervisor.id())) {
                problems.add("supervisor " + supervisor.id() + " is listed twice");
            }
        }
        Set<String> topologyIds = new HashSet<>();
        for (TopologyRequest topology : topologies) {
            if (!topologyIds.add(topology.id())) {
                problems.add("topology " + topology.id() + " is listed twice");
            }
        }
        Map<Slot, String> owners = new HashMap<>();
        new TreeMap<>(present).forEach((topology, placement) -> {
            if (topologyIds.contains(topology)) {
                for (Slot slot : placement.workers().keySet()) {
                    String other = owners.put(slot, topology);
                    if (other != null) {
                        problems.add(slot + " belongs to " + other + " and to " + topology);
                    }
                }
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("nothing can be scheduled: " + String.join("; ", problems));
        }
    }

    /** The same, when the schedule has been carried out. */
    Situation after(Schedule schedule) {
        return new Situation(supervisors, topologies, schedule.placements(), rebalanced);
    }

    Placement presentOf(TopologyRequest topology) {
        return present.getOrDefault(topology.id(), Placement.NONE);
    }
}
