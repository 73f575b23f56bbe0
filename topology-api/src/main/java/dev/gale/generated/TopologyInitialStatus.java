package dev.gale.generated;

/** Whether a topology starts to work at once, or is submitted asleep: an inactive one opens and prepares nothing. */
public enum TopologyInitialStatus {
    ACTIVE(1),
    INACTIVE(2);

    private final int value;

    TopologyInitialStatus(int value) {
        this.value = value;
    }

    /** The number of Storm's Thrift definition. */
    public int getValue() {
        return value;
    }

    /** @return null if there is no such number */
    public static TopologyInitialStatus findByValue(int value) {
        for (TopologyInitialStatus candidate : values()) {
            if (candidate.value == value) {
                return candidate;
            }
        }
        return null;
    }
}
