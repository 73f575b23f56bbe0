package dev.gale.supervisor.slot;

import dev.gale.coordination.model.TopologyId;
import dev.gale.supervisor.directory.WorkerExit;
import java.time.Instant;
import java.util.Optional;

/**
 * How a slot stands, for people.
 *
 * @param topologyId what it runs or is to run
 * @param workerId of the living worker; so with {@code pid} and {@code startedAt}
 * @param restarts how often a worker of this topology has ended here without having been told to
 * @param problem why nothing runs although something should
 * @param lastExit the end of the last worker that ended here
 */
public record SlotReport(
        int port,
        SlotState state,
        Optional<TopologyId> topologyId,
        Optional<String> workerId,
        Optional<Long> pid,
        Optional<Instant> startedAt,
        int restarts,
        Optional<String> problem,
        Optional<WorkerExit> lastExit) {}
