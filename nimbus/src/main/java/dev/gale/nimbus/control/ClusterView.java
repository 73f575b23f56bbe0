package dev.gale.nimbus.control;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.nimbus.schedule.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a Nimbus knew of the cluster at one moment. Immutable.
 *
 * @param leads whether it may act as leader
 * @param leader who leads, as far as it knows
 * @param supervisors null until they have been read
 * @param outcomes how far topologies got what they asked for; known to the leader only
 */
public record ClusterView(
        boolean leads,
        Optional<NimbusInfo> leader,
        Map<NimbusId, NimbusInfo> nimbuses,
        Map<SupervisorId, SupervisorInfo> supervisors,
        Map<TopologyId, TopologyInfo> topologies,
        Map<TopologyId, Assignment> assignments,
        Map<CodeHash, Set<NimbusInfo>> holders,
        Map<TopologyId, Outcome> outcomes) {

    /** Finds a topology by its id, else by its name. */
    public Optional<TopologyInfo> topology(String idOrName) {
        return topologies.values().stream()
                .filter(info -> info.id().value().equals(idOrName))
                .findFirst()
                .or(() -> topologies.values().stream()
                        .filter(info -> info.name().equals(idOrName))
                        .findFirst());
    }
}
