package dev.gale.supervisor.directory;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.TopologyId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a worker was started for.
 *
 * @param codeHash of what was submitted
 * @param jarHash of the user's classes; empty when there are none
 */
public record WorkerRecord(
        String workerId, int port, TopologyId topologyId, CodeHash codeHash, Optional<CodeHash> jarHash) {
    public WorkerRecord {
        Objects.requireNonNull(workerId, "worker id");
        Objects.requireNonNull(topologyId, "topology id of worker " + workerId);
        Objects.requireNonNull(codeHash, "code hash of worker " + workerId);
        jarHash = jarHash == null ? Optional.empty() : jarHash;
    }

    @Override
    public String toString() {
        return "worker " + workerId + " of topology " + topologyId + " in slot " + port;
    }
}
