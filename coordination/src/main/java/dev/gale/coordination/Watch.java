package dev.gale.coordination;

/**
 * A subscription to part of the facts. Its consumer is given the whole of that part: once when it has been read, then
 * after every change, where changes that come close together may be told as one. While there is no connection it hears
 * nothing, and the latest value again holds. A record that can't be read is told as it last could be; if it never could,
 * it is missing, and the log says so.
 */
public interface Watch extends AutoCloseable {
    /** Ends the subscription; called on the thread of the callbacks, none comes after it. */
    @Override
    void close();
}
