package dev.gale.coordination.model;

/** Names a Nimbus, also across its restarts. */
public record NimbusId(String value) implements Comparable<NimbusId> {
    public NimbusId {
        Checks.identifier("nimbus id", value);
    }

    @Override
    public int compareTo(NimbusId other) {
        return value.compareTo(other.value);
    }

    /** The value alone. */
    @Override
    public String toString() {
        return value;
    }
}
