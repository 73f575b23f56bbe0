package dev.gale.coordination.model;

import java.util.Comparator;
import java.util.Objects;

/** A place for one worker process: a port of a supervisor. Written {@code supervisor:port}. */
public record Slot(SupervisorId supervisorId, int port) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::supervisorId).thenComparingInt(Slot::port);

    public Slot {
        Objects.requireNonNull(supervisorId, "supervisor id of a slot");
        Checks.port("port of a slot", port);
    }

    /** @throws IllegalArgumentException when the text isn't what {@link #toString} writes */
    public static Slot parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a slot is written supervisor:port, found " + text);
        }
        try {
            return new Slot(new SupervisorId(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a slot is written supervisor:port, found " + text, e);
        }
    }

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return supervisorId + ":" + port;
    }
}
