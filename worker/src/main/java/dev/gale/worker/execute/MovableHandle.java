package dev.gale.worker.execute;

import dev.gale.kernel.agent.AgentHandle;

/** The handle of an executor, which wakes the agent that runs it: a group at first, perhaps the executor alone later. */
final class MovableHandle implements AgentHandle {
    private volatile AgentHandle target;

    /** From now on signals go to {@code agent}, which must look for work once after this call. */
    void moveTo(AgentHandle agent) {
        target = agent;
    }

    @Override
    public void signal() {
        AgentHandle now = target;
        // Nothing runs yet before it is set, and what starts looks at everything.
        while (now != null) {
            now.signal();
            AgentHandle next = target;
            // Moved meanwhile: its new agent may have looked before the work was there.
            now = next == now ? null : next;
        }
    }
}
