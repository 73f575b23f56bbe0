package dev.gale.worker.tuple;

import dev.gale.tuple.Fields;
import java.util.List;

/** Envelopes for tests that don't care where they come from. */
public final class Tuples {
    public static final Origin ORIGIN = new Origin(1, 0, "numbers", "default", new Fields("number"), null);

    private Tuples() {}

    /** An untracked tuple with one value. */
    public static Envelope number(int number) {
        return new PlainEnvelope(new Link(ORIGIN, 2), List.of(number));
    }

    /** What {@link #number} made the tuple of. */
    public static int numberOf(Envelope tuple) {
        return (Integer) tuple.getValue(0);
    }
}
