package dev.gale.examples.lines;

import java.io.IOException;
import java.io.Serializable;

/** Says where the lines of a {@link LineSpout} come from, and travels with it. */
public interface LineSource extends Serializable {
    /**
     * Opens the part of the lines that one of several equal readers is to read.
     *
     * @param reader from 0 to {@code readers - 1}
     */
    LineReader open(int reader, int readers) throws IOException;

    /** More readers than this would have nothing to read. */
    int mostReaders();
}
