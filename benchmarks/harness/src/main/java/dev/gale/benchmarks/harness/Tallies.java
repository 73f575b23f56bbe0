package dev.gale.benchmarks.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The counts of all tasks of a component: each task takes one and writes it, the meter reads the sum. */
public final class Tallies {
    /** Null unless this is a worker's JVM, whose counts are read by another. */
    private static final String FOLDER = System.getProperty(CountFolder.PROPERTY);

    private final String name;
    private final List<Tally> all = new CopyOnWriteArrayList<>();

    /** Counts that are read in this JVM. */
    public Tallies() {
        this(null);
    }

    /** @param name under which a {@link CountFolder} has the counts, when the JVM is a worker's; null: they are read here */
    public Tallies(String name) {
        this.name = name;
    }

    /** The count of one task. Any thread may call this. */
    public Tally newTally() {
        Tally tally = FOLDER == null || name == null ? Tally.inHeap() : CountFolder.newTally(Path.of(FOLDER), name);
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
