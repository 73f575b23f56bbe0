package dev.gale.coordination;

/** Something that a daemon has made known for as long as it lives. */
public interface Registration extends AutoCloseable {
    /** Withdraws it: for the others soon, if there is a connection; else when the session times out. */
    @Override
    void close();
}
