package dev.gale.coordination.model;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A supervisor that is alive, and what it offers.
 *
 * @param slotPorts the ports of its slots, each once
 * @param memoryMb memory for workers in MiB
 * @param cpuPercent CPU for workers, 100 a core
 * @param labels what schedulers may look at; free keys and values
 * @param startedAt when its process began, by the clock of its host
 */
public record SupervisorInfo(
        SupervisorId id,
        String host,
        List<Integer> slotPorts,
        double memoryMb,
        double cpuPercent,
        Map<String, String> labels,
        String version,
        Instant startedAt)
        implements Incarnation {
    public SupervisorInfo {
        Objects.requireNonNull(id, "supervisor id");
        Checks.text("host of supervisor " + id, host);
        slotPorts = List.copyOf(Objects.requireNonNull(slotPorts, "slot ports of supervisor " + id));
        slotPorts.forEach(port -> Checks.port("slot port of supervisor " + id, port));
        if (new HashSet<>(slotPorts).size() != slotPorts.size()) {
            throw new IllegalArgumentException("slot ports of supervisor " + id + " must differ, found " + slotPorts);
        }
        Checks.capacity("memory of supervisor " + id, memoryMb);
        Checks.capacity("CPU of supervisor " + id, cpuPercent);
        labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
        Checks.text("version of supervisor " + id, version);
        Objects.requireNonNull(startedAt, "start time of supervisor " + id);
    }
}
