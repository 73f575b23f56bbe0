package dev.gale.coordination.zookeeper;

import dev.gale.coordination.LeaseListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.WorkerLeases;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.WorkerLease;
import java.util.Map;
import java.util.function.Consumer;

/** An ephemeral node for each lease, in a directory of its topology. */
final class ZkWorkerLeases implements WorkerLeases {
    private final ZkConnection connection;
    private final Records records;

    ZkWorkerLeases(ZkConnection connection) {
        this.connection = connection;
        this.records = new Records(connection);
    }

    @Override
    public Lease acquire(WorkerLease lease, LeaseListener listener) {
        LeaseClaim claim = new LeaseClaim(connection, lease, listener);
        connection.add(claim);
        return claim;
    }

    @Override
    public Map<Slot, WorkerLease> of(TopologyId id) {
        return connection.call(
                "list the leases of topology " + id,
                () -> records.all(connection.nodes().workers(id), WorkerLease.class, WorkerLease::slot));
    }

    @Override
    public Watch watch(TopologyId id, Consumer<Map<Slot, WorkerLease>> onLeases) {
        return records.watchChildren(
                connection.nodes().workers(id),
                json -> RecordJson.read(json, WorkerLease.class),
                found -> Records.byKey(found.values(), WorkerLease::slot),
                onLeases);
    }
}
