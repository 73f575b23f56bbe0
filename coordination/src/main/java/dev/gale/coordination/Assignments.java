package dev.gale.coordination;

import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.TopologyId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Where topologies run. Written by the leader only. */
public interface Assignments {
    /**
     * Puts a topology's assignment in the place of the one before. It goes when the topology is removed.
     *
     * @throws CoordinationFailure STALE_EPOCH unless the epoch is greater than that of the one before (the very same
     *     assignment again is no failure); NOT_FOUND when there is no such topology; CONFLICT when another thread of the
     *     leader wrote meanwhile; NOT_LEADER, TOO_LARGE, UNAVAILABLE
     */
    void write(LeaderTerm term, Assignment assignment);

    Optional<Assignment> find(TopologyId id);

    Map<TopologyId, Assignment> all();

    Watch watchAll(Consumer<Map<TopologyId, Assignment>> onAssignments);

    /** Follows one topology's; empty while it has none. */
    Watch watch(TopologyId id, Consumer<Optional<Assignment>> onAssignment);
}
