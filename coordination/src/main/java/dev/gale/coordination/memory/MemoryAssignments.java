package dev.gale.coordination.memory;

import dev.gale.coordination.Assignments;
import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.CoordinationFailure.Kind;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.Watch;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.TopologyId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One assignment a topology, of growing epochs. */
final class MemoryAssignments implements Assignments {
    private final InMemoryClusterState client;
    private final InMemoryCluster cluster;

    MemoryAssignments(InMemoryClusterState client, InMemoryCluster cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    @Override
    public void write(LeaderTerm term, Assignment assignment) {
        TopologyId id = assignment.topologyId();
        String doing = "write the assignment of topology " + id + " of epoch " + assignment.epoch();
        client.callAsLeader(doing, term, () -> {
            Assignment present = cluster.assignments.get(id);
            if (assignment.equals(present)) {
                return null;
            }
            if (present != null && present.epoch() >= assignment.epoch()) {
                throw new CoordinationFailure(
                        Kind.STALE_EPOCH,
                        "could not " + doing + ": it is at epoch " + present.epoch() + " and must grow");
            }
            if (!cluster.topologies.containsKey(id)) {
                throw new CoordinationFailure(Kind.NOT_FOUND, "could not " + doing + ": there is no such topology");
            }
            cluster.assignments.put(id, assignment);
            return null;
        });
    }

    @Override
    public Optional<Assignment> find(TopologyId id) {
        return client.call(
                "read the assignment of topology " + id, () -> Optional.ofNullable(cluster.assignments.get(id)));
    }

    @Override
    public Map<TopologyId, Assignment> all() {
        return client.call("list assignments", this::copy);
    }

    @Override
    public Watch watchAll(Consumer<Map<TopologyId, Assignment>> onAssignments) {
        return client.watch(this::copy, onAssignments);
    }

    @Override
    public Watch watch(TopologyId id, Consumer<Optional<Assignment>> onAssignment) {
        return client.watch(() -> Optional.ofNullable(cluster.assignments.get(id)), onAssignment);
    }

    private Map<TopologyId, Assignment> copy() {
        return Collections.unmodifiableMap(new TreeMap<>(cluster.assignments));
    }
}
