package dev.gale.worker.process;

import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.WorkerLease;
import java.time.Instant;

/**
 * Which worker a process is to be.
 *
 * @param slot its port is the one on which peers connect
 * @param host the address under which peers reach it
 * @param startedAt when the process began; of two processes in a slot the later one holds the lease
 */
public record WorkerIdentity(TopologyId topologyId, Slot slot, String host, long pid, Instant startedAt) {
    WorkerLease leaseAt(long epoch) {
        return new WorkerLease(topologyId, slot, epoch, host, slot.port(), pid, startedAt);
    }

    @Override
    public String toString() {
        return topologyId + " at " + slot;
    }
}
