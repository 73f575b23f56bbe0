package dev.gale.examples.lines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Lines of a stream that may keep its reader waiting, such as stdin. A thread of its own waits for them, so that the
 * spout needn't: while a spout is held up in nextTuple it hears of no acks.
 */
public final class LineQueue implements LineReader {
    private static final int MOST_WAITING = 1_000;

    /** What the reading thread has to tell: a line, the end (neither), or what went wrong. */
    private record Event(Line line, IOException problem) {}

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MOST_WAITING);
    private final String source;
    private final BufferedReader reader;
    private final Consumer<String> observer;
    private volatile boolean exhausted;

    /**
     * @param source what the lines say that they come from
     * @param observer is shown each line by the reading thread, before the spout gets it
     */
    public LineQueue(String source, InputStream stream, Consumer<String> observer) {
        this.source = source;
        this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        this.observer = observer;
    }

    /** Begins to read. The thread is a daemon: nothing can end a read of a stdin that nobody writes to. */
    public void start() {
        Thread thread = new Thread(this::readAll, "read-" + source);
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll() {
        try {
            try {
                long number = 0;
                for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                    observer.accept(text);
                    events.put(new Event(new Line(source, ++number, text), null));
                }
                events.put(new Event(null, null));
            } catch (IOException e) {
                events.put(new Event(null, e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Line next() throws IOException {
        Event event = exhausted ? null : events.poll();
        if (event == null) {
            return null;
        }
        if (event.problem() != null) {
            throw event.problem();
        }
        exhausted = event.line() == null;
        return event.line();
    }

    @Override
    public boolean isExhausted() {
        return exhausted;
    }

    /** Leaves the stream open: it is another's. */
    @Override
    public void close() {}
}
