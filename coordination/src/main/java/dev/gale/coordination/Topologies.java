package dev.gale.coordination;

import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The topologies that the cluster has accepted. Changed by the leader only; a change that was made but whose answer got
 * lost can be asked for again and succeeds again.
 */
public interface Topologies {
    /**
     * Adds a topology and claims its name, both or nothing.
     *
     * @throws CoordinationFailure NAME_IN_USE when a topology of that name or id is there; NOT_LEADER, UNAVAILABLE
     */
    Versioned<TopologyInfo> create(LeaderTerm term, TopologyInfo topology);

    /**
     * Replaces what is known of a topology; id and name stay.
     *
     * @param expectedVersion the version that the change was made from
     * @return the topology with its new version
     * @throws CoordinationFailure CONFLICT when the version is another by now; NOT_FOUND, NOT_LEADER, UNAVAILABLE
     * @throws IllegalArgumentException when the name would change
     */
    Versioned<TopologyInfo> update(LeaderTerm term, TopologyInfo topology, int expectedVersion);

    /**
     * Removes a topology with all that belongs to it: its name, its assignment, and the leases of its workers, who are told
     * so. All or nothing; a topology that isn't there is no failure.
     *
     * @throws CoordinationFailure NOT_LEADER, UNAVAILABLE
     */
    void remove(LeaderTerm term, TopologyId id);

    Optional<Versioned<TopologyInfo>> find(TopologyId id);

    /** Which topology has this name. */
    Optional<TopologyId> named(String name);

    Map<TopologyId, Versioned<TopologyInfo>> all();

    Watch watchAll(Consumer<Map<TopologyId, TopologyInfo>> onTopologies);

    /** Follows one topology; empty while there is none of this id. */
    Watch watch(TopologyId id, Consumer<Optional<TopologyInfo>> onTopology);
}
