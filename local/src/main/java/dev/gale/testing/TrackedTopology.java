package dev.gale.testing;

import dev.gale.ILocalCluster;
import dev.gale.generated.StormTopology;

/**
 * A topology of which a test wants to know when it has worked off what it was fed. Every local cluster counts exactly
 * anyway, so this only remembers under which name it runs.
 */
public class TrackedTopology {
    private final StormTopology topology;
    private final ILocalCluster cluster;
    private String name;

    public TrackedTopology(StormTopology topology, ILocalCluster cluster) {
        this.topology = topology;
        this.cluster = cluster;
    }

    public StormTopology getTopology() {
        return topology;
    }

    public ILocalCluster getCluster() {
        return cluster;
    }

    /** Called by the cluster when the topology is submitted. */
    public void submittedAs(String submittedName) {
        this.name = submittedName;
    }

    /** The name it runs under; null before it was submitted. */
    public String name() {
        return name;
    }
}
