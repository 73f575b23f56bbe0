package dev.gale.worker.handoff;

import dev.gale.kernel.agent.AgentHandle;

/**
 * A sender's place in the line of those that wait for room in a destination. At most once in the line, however often
 * the sender looks: set by the sender when it joins, cleared by the destination when it takes it off.
 */
public final class RoomWaiter {
    private final AgentHandle sender;
    private volatile boolean inLine;

    RoomWaiter(AgentHandle sender) {
        this.sender = sender;
    }

    /** @return false when it stands in the line already */
    boolean tryJoin() {
        if (inLine) {
            return false;
        }
        inLine = true;
        return true;
    }

    /** Takes the sender off the line and wakes it, in this order: awake, it may have to join again. */
    public void signalRoom() {
        inLine = false;
        sender.signal();
    }
}
