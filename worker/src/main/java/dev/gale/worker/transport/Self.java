package dev.gale.worker.transport;

/**
 * Who a worker is.
 *
 * @param topologyId of the run, unique
 * @param worker number within the topology, from 0
 * @param epoch with which its process began, whatever its lease is raised to later; a later owner of the same number has
 *     a higher one
 */
public record Self(String topologyId, int worker, long epoch) {
    @Override
    public String toString() {
        return topologyId + " worker " + worker + " epoch " + epoch;
    }
}
