package dev.gale.worker.execute;

import dev.gale.worker.handoff.Outbox;
import java.util.ArrayList;
import java.util.List;

/**
 * From an executor to a bolt of the same group: tuples go by calls, as long as the bolt takes them. When it doesn't (it
 * pauses before a restart, or waits for room downstream), they go by the queue, and until that is empty again the later
 * ones follow, so that none overtakes another. Confined to the group's thread.
 */
public final class DirectEdge {
    private static final long NOT_KNOWN = -1;

    private final Executor sender;
    private final BoltExecutor receiver;
    private final Outbox outbox;
    private final CallTimer timer;
    /** The tasks of the receiver, by stream. */
    private final List<DirectCall> calls = new ArrayList<>();

    private boolean open;
    private boolean closedForEver;
    /** How many batches the receiver must have worked off before it may be called again. */
    private long fence = NOT_KNOWN;

    /** @param outbox the sender's to the receiver */
    public DirectEdge(Executor sender, BoltExecutor receiver, Outbox outbox) {
        this.sender = sender;
        this.receiver = receiver;
        this.outbox = outbox;
        this.timer = receiver.timer();
        receiver.addIncoming(this);
        sender.addOutgoing(this);
    }

    /** Whether the receiver may be called now. */
    boolean isOpen() {
        return open;
    }

    BoltExecutor receiver() {
        return receiver;
    }

    CallTimer timer() {
        return timer;
    }

    void add(DirectCall call) {
        calls.add(call);
    }

    /** A tuple goes by the queue. */
    void onQueued() {
        fence = NOT_KNOWN;
    }

    /** The receiver takes no calls for now. */
    void close() {
        open = false;
        calls.forEach(DirectCall::close);
        fence = NOT_KNOWN;
    }

    /** From now on everything goes by the queue. */
    void closeForEver() {
        close();
        closedForEver = true;
    }

    /** Looks whether the receiver may be called again; between two duty cycles. */
    void reopen() {
        if (open) {
            // A hook may have been added meanwhile.
            calls.forEach(DirectCall::open);
            return;
        }
        if (closedForEver || !receiver.isReady() || !outbox.isEmpty()) {
            return;
        }
        if (fence == NOT_KNOWN) {
            fence = receiver.published();
        }
        if (receiver.released() >= fence) {
            open = true;
            calls.forEach(DirectCall::open);
        }
    }

    /** Whether the sender should take no input now, since the receiver would only fall behind: see {@link #reopen}. */
    boolean isHolding() {
        return !closedForEver && receiver.isRunning() && (!open || receiver.isHeld() || receiver.isBlocked());
    }

    boolean touches(Executor executor) {
        return sender == executor || receiver == executor;
    }
}
