package dev.gale.nimbus.schedule;

import java.util.HashSet;
import java.util.List;

/**
 * A supervisor that is there. One that is lost isn't listed.
 *
 * @param host several supervisors may be on one; workers are spread over hosts first
 * @param ports its slots
 * @param memoryMb what its workers may use together
 * @param cpuPercent what its workers may use together; 100 is one core
 */
public record Supervisor(
        String id, String host, List<Integer> ports, long memoryMb, long cpuPercent, Availability availability) {

    /** From the best to the worst place for a worker. */
    public enum Availability {
        /** Takes workers. */
        ALIVE,
        /** Keeps what it runs and gets nothing new: it is suspected of losing workers. */
        BLACKLISTED,
        /** Is to be emptied: its workers leave as soon as there is a place for them, and stay while there is none. */
        DRAINING
    }

    public Supervisor {
        ports = ports.stream().sorted().toList();
        if (new HashSet<>(ports).size() < ports.size()) {
            throw new IllegalArgumentException("supervisor " + id + " lists a port twice: " + ports);
        }
        if (memoryMb < 0 || cpuPercent < 0) {
            throw new IllegalArgumentException("capacity of supervisor " + id + " must not be negative: " + memoryMb
                    + " MB, " + cpuPercent + " % CPU");
        }
    }
}
