package dev.gale.nimbus.schedule;

import java.util.Comparator;

/**
 * A place for one worker.
 *
 * @param supervisor its id
 */
public record Slot(String supervisor, int port) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::supervisor).thenComparingInt(Slot::port);

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }
}
