package dev.gale.examples.lines;

import java.io.Closeable;
import java.io.IOException;

/** Hands out lines one by one. For one thread, which it never blocks for long. */
public interface LineReader extends Closeable {
    /** @return null when there is no line now */
    Line next() throws IOException;

    /** Whether there will never be another line; known at the latest when {@link #next} has given null for that reason. */
    boolean isExhausted();
}
