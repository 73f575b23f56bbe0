package dev.gale.worker.execute;

import dev.gale.worker.emit.FusedEdge;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.tuple.Envelope;

/**
 * From an executor to a bolt of the same group: a call, as long as the bolt takes tuples. When it doesn't (it pauses
 * before a restart, or waits for room downstream), tuples go by the queue, and until that is empty again the later ones
 * follow, so that none overtakes another. Confined to the group's thread.
 */
public final class DirectEdge implements FusedEdge {
    private static final long NOT_KNOWN = -1;

    private final Executor sender;
    private final BoltExecutor receiver;
    private final Outbox outbox;
    private boolean open;
    private boolean closedForEver;
    /** How many batches the receiver must have worked off before it may be called again. */
    private long fence = NOT_KNOWN;

    public DirectEdge(Executor sender, BoltExecutor receiver, Outbox outbox) {
        this.sender = sender;
        this.receiver = receiver;
        this.outbox = outbox;
    }

    @Override
    public boolean tryExecute(Envelope tuple) {
        if (open && receiver.isReady()) {
            receiver.executeDirect(tuple);
            return true;
        }
        open = false;
        fence = NOT_KNOWN;
        return false;
    }

    /** Looks whether the receiver may be called again; between two duty cycles. */
    void reopen() {
        if (open || closedForEver || !receiver.isReady() || !outbox.isEmpty()) {
            return;
        }
        if (fence == NOT_KNOWN) {
            fence = receiver.published();
        }
        open = receiver.released() >= fence;
    }

    boolean isOpen() {
        return open;
    }

    boolean touches(Executor executor) {
        return sender == executor || receiver == executor;
    }

    /** From now on everything goes by the queue. */
    void close() {
        open = false;
        closedForEver = true;
    }
}
