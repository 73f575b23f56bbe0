package dev.gale.nimbus.schedule;

import java.util.Comparator;

/** Tasks of one component that one thread runs, from the first to the last, both included. */
public record Executor(String component, int firstTask, int lastTask) implements Comparable<Executor> {
    private static final Comparator<Executor> ORDER = Comparator.comparingInt(Executor::firstTask)
            .thenComparingInt(Executor::lastTask)
            .thenComparing(Executor::component);

    public Executor {
        if (firstTask > lastTask) {
            throw new IllegalArgumentException(
                    "executor of " + component + " ends at task " + lastTask + " before its first, " + firstTask);
        }
    }

    @Override
    public int compareTo(Executor other) {
        return ORDER.compare(this, other);
    }
}
