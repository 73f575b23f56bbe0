package dev.gale.coordination.zookeeper;

import dev.gale.coordination.Assignments;
import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.CoordinationFailure.Kind;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.Versioned;
import dev.gale.coordination.Watch;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.TopologyId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.zookeeper.CreateMode;

/** A node for each topology that has an assignment, written as {@link ZkTopologies} writes. */
final class ZkAssignments implements Assignments {
    private final ZkConnection connection;
    private final ZNodes nodes;
    private final Records records;

    ZkAssignments(ZkConnection connection) {
        this.connection = connection;
        this.nodes = connection.nodes();
        this.records = new Records(connection);
    }

    @Override
    public void write(LeaderTerm term, Assignment assignment) {
        TopologyId id = assignment.topologyId();
        String doing = "write the assignment of topology " + id + " of epoch " + assignment.epoch();
        byte[] data = ZkConnection.sized("the assignment of topology " + id, RecordJson.write(assignment));
        connection.call(doing, () -> {
            Optional<Versioned<Assignment>> before = records.find(nodes.assignment(id), Assignment.class);
            if (before.isPresent() && before.get().value().epoch() >= assignment.epoch()) {
                refuse(doing, term, assignment, before.get().value());
                return null;
            }
            Transaction transaction =
                    new Transaction(connection.curator()).check(term.token()).check(nodes.topology(id));
            // The version makes sure that the epoch compared above is still the one replaced here.
            Transaction.Outcome outcome = before.isPresent()
                    ? transaction
                            .set(nodes.assignment(id), before.get().version(), data)
                            .commit()
                    : transaction
                            .create(CreateMode.PERSISTENT, nodes.assignment(id), data)
                            .commit();
            switch (outcome.failedStep()) {
                case -1 -> {}
                case 0 -> throw Failures.notLeader(doing, term);
                case 1 ->
                    throw new CoordinationFailure(Kind.NOT_FOUND, "could not " + doing + ": there is no such topology");
                default -> {
                    // By an attempt whose answer got lost, or by another thread of this leader.
                    boolean isThere = records.find(nodes.assignment(id), Assignment.class)
                            .map(Versioned::value)
                            .filter(assignment::equals)
                            .isPresent();
                    if (!isThere) {
                        throw new CoordinationFailure(
                                Kind.CONFLICT, "could not " + doing + ": it was changed meanwhile; read it again");
                    }
                }
            }
            return null;
        });
    }

    private void refuse(String doing, LeaderTerm term, Assignment assignment, Assignment present) throws Exception {
        // Who was deposed must learn that first.
        if (!connection.exists(term.token())) {
            throw Failures.notLeader(doing, term);
        }
        if (!present.equals(assignment)) {
            throw new CoordinationFailure(
                    Kind.STALE_EPOCH, "could not " + doing + ": it is at epoch " + present.epoch() + " and must grow");
        }
    }

    @Override
    public Optional<Assignment> find(TopologyId id) {
        return connection.call(
                "read the assignment of topology " + id,
                () -> records.find(nodes.assignment(id), Assignment.class).map(Versioned::value));
    }

    @Override
    public Map<TopologyId, Assignment> all() {
        return connection.call(
                "list assignments", () -> records.all(nodes.assignments(), Assignment.class, Assignment::topologyId));
    }

    @Override
    public Watch watchAll(Consumer<Map<TopologyId, Assignment>> onAssignments) {
        return records.watchChildren(
                nodes.assignments(),
                json -> RecordJson.read(json, Assignment.class),
                found -> Records.byKey(found.values(), Assignment::topologyId),
                onAssignments);
    }

    @Override
    public Watch watch(TopologyId id, Consumer<Optional<Assignment>> onAssignment) {
        return records.watchNode(nodes.assignment(id), Assignment.class, onAssignment);
    }
}
