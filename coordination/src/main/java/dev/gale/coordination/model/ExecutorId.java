package dev.gale.coordination.model;

import java.util.Comparator;

/** An executor, named by the tasks that it runs: all from the first to the last. Written {@code first-last}. */
public record ExecutorId(int firstTask, int lastTask) implements Comparable<ExecutorId> {
    private static final Comparator<ExecutorId> ORDER =
            Comparator.comparingInt(ExecutorId::firstTask).thenComparingInt(ExecutorId::lastTask);

    public ExecutorId {
        if (firstTask < 0 || lastTask < firstTask) {
            throw new IllegalArgumentException(
                    "an executor runs its first task (0 or more) to its last (not before the first), found " + firstTask
                            + " to " + lastTask);
        }
    }

    /** @throws IllegalArgumentException when the text isn't what {@link #toString} writes */
    public static ExecutorId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("an executor is written first-last, found " + text);
        }
        try {
            return new ExecutorId(
                    Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an executor is written first-last, found " + text, e);
        }
    }

    @Override
    public int compareTo(ExecutorId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return firstTask + "-" + lastTask;
    }
}
