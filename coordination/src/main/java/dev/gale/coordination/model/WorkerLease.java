package dev.gale.coordination.model;

import java.time.Instant;
import java.util.Objects;

/**
 * The right of one process to be the worker of a topology in a slot.
 *
 * @param epoch of the assignment that the process acts on
 * @param host the address under which other workers reach it
 * @param port where its transport listens
 * @param pid the process
 * @param startedAt when the process began, by the clock of its host
 * @param sinceEpoch of the assignment with which the process began: by this its peers know it, however often the lease is
 *     raised
 */
public record WorkerLease(
        TopologyId topologyId,
        Slot slot,
        long epoch,
        String host,
        int port,
        long pid,
        Instant startedAt,
        long sinceEpoch) {
    public WorkerLease {
        Objects.requireNonNull(topologyId, "topology id of a lease");
        Objects.requireNonNull(slot, "slot of a lease");
        Checks.atLeast(1, "epoch of the lease of " + slot, epoch);
        Checks.text("host of the lease of " + slot, host);
        Checks.port("transport port of the lease of " + slot, port);
        Checks.atLeast(1, "pid of the lease of " + slot, pid);
        Objects.requireNonNull(startedAt, "start time of the lease of " + slot);
        Checks.atLeast(1, "first epoch of the lease of " + slot, sinceEpoch);
    }

    /** The lease of a process that begins with this epoch. */
    public WorkerLease(
            TopologyId topologyId, Slot slot, long epoch, String host, int port, long pid, Instant startedAt) {
        this(topologyId, slot, epoch, host, port, pid, startedAt, epoch);
    }

    /** The same process acting on another assignment. */
    public WorkerLease at(long newEpoch) {
        return new WorkerLease(topologyId, slot, newEpoch, host, port, pid, startedAt, sinceEpoch);
    }

    /**
     * Whether this lease may replace the other, of the same slot, whose session hasn't ended yet: when its epoch is
     * newer; or it is of the same process, in a new session; or of a process that started later, since a supervisor
     * starts a process in a slot only after it has seen the end of the one before.
     */
    public boolean supersedes(WorkerLease other) {
        if (epoch != other.epoch) {
            return epoch > other.epoch;
        }
        return startedAt.isAfter(other.startedAt)
                || (startedAt.equals(other.startedAt) && pid == other.pid && host.equals(other.host));
    }
}
