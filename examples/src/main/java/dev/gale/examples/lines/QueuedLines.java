package dev.gale.examples.lines;

import dev.gale.examples.run.LocalRef;
import java.io.IOException;

/** The lines of a {@link LineQueue}, for one reader: the queue can't be divided. */
public record QueuedLines(LocalRef<LineQueue> queue) implements LineSource {
    @Override
    public LineReader open(int reader, int readers) throws IOException {
        if (readers != 1) {
            throw new IOException("a queue of lines has one reader, not " + readers
                    + "; set the spout's parallelism to mostReaders()");
        }
        return queue.get();
    }

    @Override
    public int mostReaders() {
        return 1;
    }
}
