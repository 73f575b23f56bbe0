package dev.gale.coordination.zookeeper;

import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.CoordinationFailure.Kind;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.Topologies;
import dev.gale.coordination.Versioned;
import dev.gale.coordination.Watch;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.zookeeper.CreateMode;

/**
 * A node for each topology and one for its name, changed together. Each change is a transaction that begins with a check
 * of the leader's term ({@link Candidate}).
 *
 * <p>A transaction whose connection breaks is tried again, though it may have been done; then the second attempt fails
 * by what the first has written. So what was found in the way is compared with what was to be written, and the same is
 * success.
 */
final class ZkTopologies implements Topologies {
    private static final int ATTEMPTS = 10;

    private final ZkConnection connection;
    private final ZNodes nodes;
    private final Records records;

    ZkTopologies(ZkConnection connection) {
        this.connection = connection;
        this.nodes = connection.nodes();
        this.records = new Records(connection);
    }

    @Override
    public Versioned<TopologyInfo> create(LeaderTerm term, TopologyInfo topology) {
        String doing = "create topology " + topology.id();
        byte[] data = ZkConnection.sized("topology " + topology.id(), RecordJson.write(topology));
        return connection.call(doing, () -> {
            Transaction.Outcome outcome = new Transaction(connection.curator())
                    .check(term.token())
                    .create(
                            CreateMode.PERSISTENT,
                            nodes.name(topology.name()),
                            topology.id().value().getBytes(StandardCharsets.UTF_8))
                    .create(CreateMode.PERSISTENT, nodes.topology(topology.id()), data)
                    // Here, since leases must not be able to bring back the directory of a topology that was removed.
                    .create(CreateMode.PERSISTENT, nodes.workers(topology.id()), new byte[0])
                    .commit();
            if (outcome.isDone()) {
                return new Versioned<>(topology, 0);
            }
            if (outcome.failedStep() == 0) {
                throw Failures.notLeader(doing, term);
            }
            Optional<Versioned<TopologyInfo>> present = records.find(nodes.topology(topology.id()), TopologyInfo.class);
            if (present.isPresent() && present.get().value().equals(topology)) {
                return present.get();
            }
            throw new CoordinationFailure(
                    Kind.NAME_IN_USE,
                    present.isPresent()
                            ? "could not " + doing + ": there is a topology of that id; choose another id"
                            : "could not " + doing + ": the name " + topology.name() + " is used by another topology;"
                                    + " kill that one or choose another name");
        });
    }

    @Override
    public Versioned<TopologyInfo> update(LeaderTerm term, TopologyInfo topology, int expectedVersion) {
        String doing = "update topology " + topology.id();
        byte[] data = ZkConnection.sized("topology " + topology.id(), RecordJson.write(topology));
        return connection.call(doing, () -> {
            Optional<Versioned<TopologyInfo>> before = records.find(nodes.topology(topology.id()), TopologyInfo.class);
            if (before.isPresent() && !before.get().value().name().equals(topology.name())) {
                throw new IllegalArgumentException("the name of topology " + topology.id() + " is "
                        + before.get().value().name() + " and can't change to " + topology.name());
            }
            Transaction.Outcome outcome = new Transaction(connection.curator())
                    .check(term.token())
                    .set(nodes.topology(topology.id()), expectedVersion, data)
                    .commit();
            if (outcome.isDone()) {
                return new Versioned<>(topology, expectedVersion + 1);
            }
            if (outcome.failedStep() == 0) {
                throw Failures.notLeader(doing, term);
            }
            Versioned<TopologyInfo> present = records.find(nodes.topology(topology.id()), TopologyInfo.class)
                    .orElseThrow(() -> new CoordinationFailure(
                            Kind.NOT_FOUND, "could not " + doing + ": there is no such topology"));
            if (present.version() == expectedVersion + 1 && present.value().equals(topology)) {
                return present;
            }
            throw new CoordinationFailure(
                    Kind.CONFLICT,
                    "could not " + doing + ": it was changed meanwhile, from version " + expectedVersion + " to "
                            + present.version() + "; read it again");
        });
    }

    @Override
    public void remove(LeaderTerm term, TopologyId id) {
        String doing = "remove topology " + id;
        connection.call(doing, () -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (tryRemove(doing, term, id)) {
                    return null;
                }
            }
            throw new CoordinationFailure(
                    Kind.CONFLICT, "could not " + doing + ": its workers come and go too fast; try again");
        });
    }

    /** @return false when a lease came or went meanwhile */
    private boolean tryRemove(String doing, LeaderTerm term, TopologyId id) throws Exception {
        Optional<Versioned<TopologyInfo>> topology = records.find(nodes.topology(id), TopologyInfo.class);
        if (topology.isEmpty()) {
            if (!connection.exists(term.token())) {
                throw Failures.notLeader(doing, term);
            }
            return true;
        }
        Transaction removal = new Transaction(connection.curator())
                .check(term.token())
                .delete(nodes.topology(id), topology.get().version())
                .delete(nodes.name(topology.get().value().name()));
        if (connection.exists(nodes.assignment(id))) {
            removal.delete(nodes.assignment(id));
        }
        List<String> leases = connection.children(nodes.workers(id));
        for (String lease : leases) {
            removal.delete(nodes.workers(id) + "/" + lease);
        }
        Transaction.Outcome outcome = removal.delete(nodes.workers(id)).commit();
        if (outcome.failedStep() == 0) {
            throw Failures.notLeader(doing, term);
        }
        return outcome.isDone();
    }

    @Override
    public Optional<Versioned<TopologyInfo>> find(TopologyId id) {
        return connection.call("read topology " + id, () -> records.find(nodes.topology(id), TopologyInfo.class));
    }

    @Override
    public Optional<TopologyId> named(String name) {
        return connection.call(
                "look up topology " + name,
                () -> connection
                        .read(nodes.name(name))
                        .map(node -> new TopologyId(new String(node.data(), StandardCharsets.UTF_8))));
    }

    @Override
    public Map<TopologyId, Versioned<TopologyInfo>> all() {
        return connection.call(
                "list topologies",
                () -> records.allVersioned(nodes.topologies(), TopologyInfo.class, TopologyInfo::id));
    }

    @Override
    public Watch watchAll(Consumer<Map<TopologyId, TopologyInfo>> onTopologies) {
        return records.watchChildren(
                nodes.topologies(),
                json -> RecordJson.read(json, TopologyInfo.class),
                found -> Records.byKey(found.values(), TopologyInfo::id),
                onTopologies);
    }

    @Override
    public Watch watch(TopologyId id, Consumer<Optional<TopologyInfo>> onTopology) {
        return records.watchNode(nodes.topology(id), TopologyInfo.class, onTopology);
    }
}
