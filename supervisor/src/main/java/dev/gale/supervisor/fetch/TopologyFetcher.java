package dev.gale.supervisor.fetch;

/** Brings topologies to this machine. Called by several threads at once. */
public interface TopologyFetcher {
    /**
     * Gets what is missing of a topology, and waits for it.
     *
     * @throws FetchFailed when it can't be had now; to be tried again later
     */
    FetchOutcome.Ready fetch(TopologyVersion version) throws FetchFailed;
}
