package dev.gale.examples.clicks;

import dev.gale.examples.lines.Line;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** How many lines were bad, and the first few of them. For any thread. */
public final class BadLines {
    private static final int MOST_KEPT = 5;

    private final TreeSet<Line> first =
            new TreeSet<>(Comparator.comparing(Line::source).thenComparing(Line::number));
    private long count;

    public synchronized void add(Line line) {
        count++;
        first.add(line);
        if (first.size() > MOST_KEPT) {
            first.pollLast();
        }
    }

    public synchronized long count() {
        return count;
    }

    /** By their place in the source. */
    public synchronized List<Line> first() {
        return List.copyOf(first);
    }
}
