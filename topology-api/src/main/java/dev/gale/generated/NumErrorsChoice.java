package dev.gale.generated;

/** How many of the recorded errors of each component to return. */
public enum NumErrorsChoice {
    ALL(0),
    NONE(1),
    ONE(2);

    private final int value;

    NumErrorsChoice(int value) {
        this.value = value;
    }

    /** The number of Storm's Thrift definition. */
    public int getValue() {
        return value;
    }

    /** @return null if there is no such number */
    public static NumErrorsChoice findByValue(int value) {
        for (NumErrorsChoice candidate : values()) {
            if (candidate.value == value) {
                return candidate;
            }
        }
        return null;
    }
}
