package dev.gale.coordination.model;

/** Names one submission of a topology, for ever; the topology's name can be used again, its id can't. */
public record TopologyId(String value) implements Comparable<TopologyId> {
    public TopologyId {
        Checks.identifier("topology id", value);
    }

    @Override
    public int compareTo(TopologyId other) {
        return value.compareTo(other.value);
    }

    /** The value alone. */
    @Override
    public String toString() {
        return value;
    }
}
