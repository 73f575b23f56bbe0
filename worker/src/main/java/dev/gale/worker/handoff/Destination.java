package dev.gale.worker.handoff;

import dev.gale.worker.tuple.Envelope;

/** Takes batches for one receiving executor, in this worker or in another. */
public interface Destination {
    /** Most tuples that a batch holds, and the length of every array that is handed over. */
    int BATCH = 128;

    /**
     * Hands a batch over, without waiting.
     *
     * @param batch an array of length {@link #BATCH}; belongs to the destination from now on, unless null is returned
     * @param count how many envelopes it holds, from 1
     * @param nowNs the sender's present time
     * @return an empty array to fill next, or null when there is no room and nothing has happened
     */
    Envelope[] tryPublish(Envelope[] batch, int count, long nowNs);

    /**
     * Lets go of batches that were taken but are still held back, to leave together. By the sender, when a duty cycle
     * ends after which it may sleep, and after a while in any case.
     */
    default void push() {}

    /** Whether tuples go from here as bytes, made from their values on the sender's thread; always the same. */
    default boolean encodes() {
        return false;
    }

    /** Whether batches that were taken may be held back until {@link #push}; always the same. */
    default boolean holdsBack() {
        return false;
    }

    /** Whether tuples go to another worker by a connection that may be lost; always the same. */
    default boolean leavesWorker() {
        return false;
    }

    /**
     * Number of the other worker, as the sender last saw it; negative when there was none. When it turns out to have
     * changed by the time that a batch goes, the destination itself marks the trees.
     */
    default int worker() {
        return -1;
    }

    /**
     * Asks for {@link RoomWaiter#signalRoom} when there is room again. The room may have appeared just before: try
     * once more after this call.
     */
    void signalOnRoom(RoomWaiter waiter);
}
