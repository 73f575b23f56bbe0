package dev.gale.worker.handoff;

import dev.gale.worker.tuple.Envelope;
import java.util.Arrays;

/**
 * All outboxes of one executor; knows which of them hold anything. Confined to the executor's thread.
 *
 * <p>The epoch counts the flushes: a tuple that was put into an outbox in the present epoch has been seen by nobody
 * else yet, and may still be changed.
 */
public final class Outboxes {
    /** A sender under load lets go what its receivers hold back after this time, whatever comes. */
    private static final long LONGEST_HOLD_NS = 100_000;

    private Outbox[] filled = new Outbox[8];
    private int filledCount;
    /** Those whose destinations may hold something back since the last {@link #push}. */
    private Outbox[] held = {};

    private int heldCount;
    private long heldSinceNs;
    private int epoch = 1;
    private boolean batchFull;
    /** Shared with the executors that this one calls directly; null when there are none. */
    private FullBatches fullBatches;

    /** Whether some executor of a group has a full batch. Confined to the group's thread. */
    public static final class FullBatches {
        private boolean any;

        public boolean any() {
            return any;
        }

        /** All have been flushed. */
        public void clear() {
            any = false;
        }
    }

    /** Lets others know of full batches here; null: nobody. */
    public void setFullBatches(FullBatches shared) {
        fullBatches = shared;
    }

    /** Puts an envelope into an outbox. */
    public void add(Outbox outbox, Envelope envelope) {
        if (outbox.add(envelope)) {
            if (filledCount == filled.length) {
                filled = Arrays.copyOf(filled, 2 * filledCount);
            }
            filled[filledCount++] = outbox;
        }
        if (outbox.isBatchFull()) {
            batchFull = true;
            if (fullBatches != null) {
                fullBatches.any = true;
            }
        }
    }

    /** Whether some batch is complete: time to flush between two calls of user code. */
    public boolean isBatchFull() {
        return batchFull;
    }

    public int epoch() {
        return epoch;
    }

    public boolean isEmpty() {
        return filledCount == 0;
    }

    /**
     * Hands over whatever there is room for.
     *
     * @return whether new input may be taken: false when an outbox that may block still holds something
     */
    public boolean flush(long nowNs) {
        if (filledCount == 0) {
            return true;
        }
        epoch++;
        batchFull = false;
        boolean blocked = false;
        int left = 0;
        for (int i = 0; i < filledCount; i++) {
            Outbox outbox = filled[i];
            outbox.flush(nowNs);
            if (outbox.holdsBack()) {
                hold(outbox, nowNs);
            }
            if (!outbox.isEmpty()) {
                filled[left++] = outbox;
                blocked |= outbox.isBlocked();
            }
        }
        Arrays.fill(filled, left, filledCount, null);
        filledCount = left;
        return !blocked;
    }

    private void hold(Outbox outbox, long nowNs) {
        if (heldCount == 0) {
            heldSinceNs = nowNs;
        }
        for (int i = 0; i < heldCount; i++) {
            if (held[i] == outbox) {
                return;
            }
        }
        if (heldCount == held.length) {
            held = Arrays.copyOf(held, heldCount + 8);
        }
        held[heldCount++] = outbox;
    }

    /**
     * Lets everything go that was handed over since the last call, unless that is so short a time ago that more may come
     * to leave with it. At the end of a duty cycle after which another follows at once.
     */
    public void pushIfDue(long nowNs) {
        if (heldCount > 0 && nowNs - heldSinceNs >= LONGEST_HOLD_NS) {
            push();
        }
    }

    /** Lets everything go that was handed over since the last call; at the end of each other duty cycle. */
    public void push() {
        for (int i = 0; i < heldCount; i++) {
            held[i].push();
        }
        heldCount = 0;
    }

    /** How many envelopes wait for receivers on a cycle. */
    public int overflow() {
        int sum = 0;
        for (int i = 0; i < filledCount; i++) {
            sum += filled[i].overflow();
        }
        return sum;
    }
}
