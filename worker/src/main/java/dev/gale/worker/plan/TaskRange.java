package dev.gale.worker.plan;

/** The tasks of one executor: all from the first to the last. */
public record TaskRange(int first, int last) {
    public TaskRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "tasks go from the first (1 or more) to the last (not before the first), found " + first + " to "
                            + last);
        }
    }

    int size() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
