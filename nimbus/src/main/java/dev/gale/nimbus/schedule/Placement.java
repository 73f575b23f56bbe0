package dev.gale.nimbus.schedule;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a topology runs.
 *
 * @param workers the executors of each slot, sorted; none of them empty
 */
public record Placement(SortedMap<Slot, List<Executor>> workers) {
    public static final Placement NONE = new Placement(new TreeMap<>());

    public Placement {
        workers = Collections.unmodifiableSortedMap(sorted(workers));
        Map<Executor, Slot> seen = new HashMap<>();
        workers.forEach((slot, executors) -> {
            if (executors.isEmpty()) {
                throw new IllegalArgumentException("the worker in " + slot + " has no executors");
            }
            for (Executor executor : executors) {
                Slot other = seen.put(executor, slot);
                if (other != null) {
                    throw new IllegalArgumentException(executor + " is both in " + other + " and in " + slot);
                }
            }
        });
    }

    public static Placement of(Map<Slot, List<Executor>> workers) {
        return new Placement(new TreeMap<>(workers));
    }

    private static SortedMap<Slot, List<Executor>> sorted(SortedMap<Slot, List<Executor>> workers) {
        SortedMap<Slot, List<Executor>> sorted = new TreeMap<>();
        workers.forEach((slot, executors) ->
                sorted.put(slot, executors.stream().sorted().toList()));
        return sorted;
    }

    public boolean isEmpty() {
        return workers.isEmpty();
    }
}
