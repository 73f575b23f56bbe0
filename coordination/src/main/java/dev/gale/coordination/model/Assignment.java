package dev.gale.coordination.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the executors of a topology run.
 *
 * @param epoch grows with every assignment of the topology; who acts on an older one is refused
 * @param slots the executors of each worker; may be empty
 * @param hosts the address of each supervisor that has a slot here
 * @param codeHash the code that the workers run
 */
public record Assignment(
        TopologyId topologyId,
        long epoch,
        SortedMap<Slot, List<ExecutorId>> slots,
        SortedMap<SupervisorId, String> hosts,
        CodeHash codeHash) {
    public Assignment {
        Objects.requireNonNull(topologyId, "topology id of an assignment");
        Checks.atLeast(1, "epoch of the assignment of topology " + topologyId, epoch);
        Objects.requireNonNull(codeHash, "code hash of the assignment of topology " + topologyId);
        slots = copyOfSlots(topologyId, slots);
        hosts = Collections.unmodifiableSortedMap(hosts == null ? new TreeMap<>() : new TreeMap<>(hosts));
        for (Slot slot : slots.keySet()) {
            Checks.text("host of slot " + slot, hosts.get(slot.supervisorId()));
        }
    }

    /** Keys and values as given. */
    public static Assignment of(
            TopologyId topologyId,
            long epoch,
            Map<Slot, List<ExecutorId>> slots,
            Map<SupervisorId, String> hosts,
            CodeHash codeHash) {
        return new Assignment(topologyId, epoch, new TreeMap<>(slots), new TreeMap<>(hosts), codeHash);
    }

    private static SortedMap<Slot, List<ExecutorId>> copyOfSlots(
            TopologyId topologyId, Map<Slot, List<ExecutorId>> slots) {
        SortedMap<Slot, List<ExecutorId>> copy = new TreeMap<>();
        List<ExecutorId> all = new ArrayList<>();
        if (slots != null) {
            slots.forEach((slot, executors) -> {
                if (executors.isEmpty()) {
                    throw new IllegalArgumentException(
                            "slot " + slot + " of topology " + topologyId + " has no executors; leave it out");
                }
                all.addAll(executors);
                copy.put(slot, executors.stream().sorted().toList());
            });
        }
        Collections.sort(all);
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).firstTask() <= all.get(i - 1).lastTask()) {
                throw new IllegalArgumentException("executors " + all.get(i - 1) + " and " + all.get(i)
                        + " of topology " + topologyId + " share a task; a task has one place");
            }
        }
        return Collections.unmodifiableSortedMap(copy);
    }
}
