package dev.gale.worker.transport;

import dev.gale.worker.handoff.RoomWaiter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An executor that runs elsewhere, with those here that wait to send to it. Outlives connections, and its moves from one
 * peer to another.
 */
final class RemoteExecutor {
    private final int executor;
    /** Null while it runs nowhere; written by the controlling thread, read by senders. */
    private volatile Link link;

    private final Queue<RoomWaiter> waiting = new ConcurrentLinkedQueue<>();

    RemoteExecutor(int executor) {
        this.executor = executor;
    }

    int executor() {
        return executor;
    }

    /** The way to the peer where it runs; null while it runs nowhere. */
    Link link() {
        return link;
    }

    void moveTo(Link newLink) {
        link = newLink;
    }

    void await(RoomWaiter waiter) {
        waiting.add(waiter);
    }

    /** Wakes those that wait now; one that finds no room asks again. */
    void signalWaiting() {
        for (int i = waiting.size(); i > 0; i--) {
            RoomWaiter waiter = waiting.poll();
            if (waiter == null) {
                return;
            }
            waiter.signalRoom();
        }
    }
}
