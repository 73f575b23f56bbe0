package dev.gale.supervisor.fetch;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.TopologyId;
import java.util.Objects;

/** A topology with the code that it is to run: what a slot is assigned. */
public record TopologyVersion(TopologyId topologyId, CodeHash codeHash) {
    public TopologyVersion {
        Objects.requireNonNull(topologyId, "topology id");
        Objects.requireNonNull(codeHash, "code hash of topology " + topologyId);
    }

    @Override
    public String toString() {
        return "topology " + topologyId + " with code " + codeHash.value().substring(0, 8) + "…";
    }
}
