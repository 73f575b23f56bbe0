package dev.gale.worker.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may still be sent to one executor of a peer within one session, in {@link Frames#units}. Taken by the threads
 * of the executors that send there; the limit is written by the connection's thread.
 */
final class Credit {
    private final AtomicLong sent = new AtomicLong();
    private volatile long limit;

    /** Takes one unit; false when there is none. */
    boolean tryTake() {
        while (true) {
            long now = sent.get();
            if (now >= limit) {
                return false;
            }
            if (sent.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /** Takes what a batch needs beyond the one unit that it had to have; the next batch waits for it. */
    void takeMore(int units) {
        sent.addAndGet(units);
    }

    boolean isLeft() {
        return sent.get() < limit;
    }

    /** Takes in what the receiver says: how much may have been sent in all. */
    void raise(long newLimit) {
        limit = newLimit;
    }
}
