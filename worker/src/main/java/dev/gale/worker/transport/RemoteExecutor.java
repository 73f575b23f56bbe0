package dev.gale.worker.transport;

import dev.gale.worker.handoff.RoomWaiter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An executor of a peer, with those here that wait to send to it. Outlives connections. */
final class RemoteExecutor {
    private final int executor;
    private final Queue<RoomWaiter> waiting = new ConcurrentLinkedQueue<>();

    RemoteExecutor(int executor) {
        this.executor = executor;
    }

    int executor() {
        return executor;
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
