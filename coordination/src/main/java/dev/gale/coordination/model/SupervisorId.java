package dev.gale.coordination.model;

/** Names a supervisor, also across its restarts. */
public record SupervisorId(String value) implements Comparable<SupervisorId> {
    public SupervisorId {
        Checks.identifier("supervisor id", value);
    }

    @Override
    public int compareTo(SupervisorId other) {
        return value.compareTo(other.value);
    }

    /** The value alone. */
    @Override
    public String toString() {
        return value;
    }
}
