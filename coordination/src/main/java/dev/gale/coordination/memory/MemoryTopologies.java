package dev.gale.coordination.memory;

import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.CoordinationFailure.Kind;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.Topologies;
import dev.gale.coordination.Versioned;
import dev.gale.coordination.Watch;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A topology, its name, its assignment and its leases come and go together. */
final class MemoryTopologies implements Topologies {
    private final InMemoryClusterState client;
    private final InMemoryCluster cluster;

    MemoryTopologies(InMemoryClusterState client, InMemoryCluster cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    @Override
    public Versioned<TopologyInfo> create(LeaderTerm term, TopologyInfo topology) {
        String doing = "create topology " + topology.id();
        return client.callAsLeader(doing, term, () -> {
            Versioned<TopologyInfo> present = cluster.topologies.get(topology.id());
            if (present != null && present.value().equals(topology)) {
                return present;
            }
            if (present != null) {
                throw new CoordinationFailure(
                        Kind.NAME_IN_USE, "could not " + doing + ": there is a topology of that id; choose another id");
            }
            if (cluster.names.putIfAbsent(topology.name(), topology.id()) != null) {
                throw new CoordinationFailure(
                        Kind.NAME_IN_USE,
                        "could not " + doing + ": the name " + topology.name()
                                + " is used by another topology; kill that one or choose another name");
            }
            Versioned<TopologyInfo> created = new Versioned<>(topology, 0);
            cluster.topologies.put(topology.id(), created);
            cluster.leases.put(topology.id(), new TreeMap<>());
            return created;
        });
    }

    @Override
    public Versioned<TopologyInfo> update(LeaderTerm term, TopologyInfo topology, int expectedVersion) {
        String doing = "update topology " + topology.id();
        return client.callAsLeader(doing, term, () -> {
            Versioned<TopologyInfo> present = cluster.topologies.get(topology.id());
            if (present == null) {
                throw new CoordinationFailure(Kind.NOT_FOUND, "could not " + doing + ": there is no such topology");
            }
            if (!present.value().name().equals(topology.name())) {
                throw new IllegalArgumentException("the name of topology " + topology.id() + " is "
                        + present.value().name() + " and can't change to " + topology.name());
            }
            if (present.version() == expectedVersion + 1 && present.value().equals(topology)) {
                return present;
            }
            if (present.version() != expectedVersion) {
                throw new CoordinationFailure(
                        Kind.CONFLICT,
                        "could not " + doing + ": it was changed meanwhile, from version " + expectedVersion + " to "
                                + present.version() + "; read it again");
            }
            Versioned<TopologyInfo> updated = new Versioned<>(topology, expectedVersion + 1);
            cluster.topologies.put(topology.id(), updated);
            return updated;
        });
    }

    @Override
    public void remove(LeaderTerm term, TopologyId id) {
        client.callAsLeader("remove topology " + id, term, () -> {
            Versioned<TopologyInfo> present = cluster.topologies.remove(id);
            if (present != null) {
                cluster.names.remove(present.value().name());
                cluster.assignments.remove(id);
                cluster.leases.remove(id);
            }
            return null;
        });
    }

    @Override
    public Optional<Versioned<TopologyInfo>> find(TopologyId id) {
        return client.call("read topology " + id, () -> Optional.ofNullable(cluster.topologies.get(id)));
    }

    @Override
    public Optional<TopologyId> named(String name) {
        return client.call("look up topology " + name, () -> Optional.ofNullable(cluster.names.get(name)));
    }

    @Override
    public Map<TopologyId, Versioned<TopologyInfo>> all() {
        return client.call("list topologies", () -> Collections.unmodifiableMap(new TreeMap<>(cluster.topologies)));
    }

    @Override
    public Watch watchAll(Consumer<Map<TopologyId, TopologyInfo>> onTopologies) {
        return client.watch(
                () -> {
                    Map<TopologyId, TopologyInfo> values = new TreeMap<>();
                    cluster.topologies.forEach((id, topology) -> values.put(id, topology.value()));
                    return Collections.unmodifiableMap(values);
                },
                onTopologies);
    }

    @Override
    public Watch watch(TopologyId id, Consumer<Optional<TopologyInfo>> onTopology) {
        return client.watch(
                () -> Optional.ofNullable(cluster.topologies.get(id)).map(Versioned::value), onTopology);
    }
}
