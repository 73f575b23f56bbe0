package dev.gale.benchmarks.harness;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The counts of all tasks of a component: each task takes one and writes it, the meter reads the sum. */
public final class Tallies {
    private final List<Tally> all = new CopyOnWriteArrayList<>();

    /** The count of one task. Any thread may call this. */
    public Tally newTally() {
        Tally tally = new Tally();
        all.add(tally);
        return tally;
    }

    /** Of all tasks, read one after the other. */
    public long sum() {
        return all.stream().mapToLong(Tally::get).sum();
    }

    /** Forgets all tasks: for a new topology in the same JVM. */
    public void clear() {
        all.clear();
    }
}
