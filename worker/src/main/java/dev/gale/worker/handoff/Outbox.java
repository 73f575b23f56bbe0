package dev.gale.worker.handoff;

import dev.gale.kernel.agent.AgentHandle;
import dev.gale.worker.tuple.Envelope;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one executor has emitted to one other and not handed over yet, in order. Confined to the sender's thread.
 *
 * <p>{@link #add} never fails: what one call of user code emits always fits. It is the sender's duty to take no new
 * input while {@link #isBlocked}.
 */
public final class Outbox {
    private final Destination destination;
    private final RoomWaiter waiter;
    private final boolean closesCycle;
    private final boolean holdsBack;
    private final boolean leavesWorker;
    private final boolean encodes;
    /** Full batches that wait before {@link #batch}; empty as long as the receiver keeps up. */
    private final Deque<Envelope[]> full = new ArrayDeque<>();

    private Envelope[] batch = new Envelope[Destination.BATCH];
    private int count;

    /**
     * @param sender signalled when the destination has room again
     * @param closesCycle whether the receiver may, over however many others, send back to the sender: then waiting for
     *     room could wait for oneself, so such an outbox never blocks its sender and grows instead
     */
    public Outbox(Destination destination, AgentHandle sender, boolean closesCycle) {
        this.destination = destination;
        this.waiter = new RoomWaiter(sender);
        this.closesCycle = closesCycle;
        this.holdsBack = destination.holdsBack();
        this.leavesWorker = destination.leavesWorker();
        this.encodes = destination.encodes();
    }

    /** Whether what is added goes to another worker, so that its trees are to be marked. */
    public boolean leavesWorker() {
        return leavesWorker;
    }

    /** Number of that worker; negative when it isn't known yet. */
    public int worker() {
        return destination.worker();
    }

    /** @return whether this is the first envelope in an outbox that was empty */
    public boolean add(Envelope envelope) {
        if (count == Destination.BATCH) {
            full.add(batch);
            batch = new Envelope[Destination.BATCH];
            count = 0;
        }
        batch[count++] = envelope;
        return count == 1 && full.isEmpty();
    }

    /** Whether a batch is complete and should go out before more is added. */
    public boolean isBatchFull() {
        return count == Destination.BATCH || !full.isEmpty();
    }

    /** Hands over as much as there is room for. */
    public void flush(long nowNs) {
        while (!full.isEmpty()) {
            Envelope[] oldest = full.peek();
            if (!publish(oldest, Destination.BATCH, nowNs)) {
                return;
            }
            full.remove();
        }
        if (count > 0 && publish(batch, count, nowNs)) {
            count = 0;
        }
    }

    private boolean publish(Envelope[] envelopes, int size, long nowNs) {
        Envelope[] empty = destination.tryPublish(envelopes, size, nowNs);
        if (empty == null && waiter.tryJoin()) {
            destination.signalOnRoom(waiter);
            empty = destination.tryPublish(envelopes, size, nowNs);
        }
        if (empty == null) {
            return false;
        }
        if (envelopes == batch) {
            batch = empty;
        }
        return true;
    }

    /** Whether the destination makes bytes of tuples. */
    public boolean encodes() {
        return encodes;
    }

    /** Whether the destination may hold something back until {@link #push}. */
    boolean holdsBack() {
        return holdsBack;
    }

    /** Lets the destination send what it holds back. */
    public void push() {
        destination.push();
    }

    public boolean isEmpty() {
        return count == 0 && full.isEmpty();
    }

    /** Whether the sender must take no new input before this outbox is empty. */
    public boolean isBlocked() {
        return !closesCycle && !isEmpty();
    }

    /** How many envelopes wait here although a receiver on a cycle should have taken them. */
    public int overflow() {
        return closesCycle ? full.size() * Destination.BATCH + count : 0;
    }
}
