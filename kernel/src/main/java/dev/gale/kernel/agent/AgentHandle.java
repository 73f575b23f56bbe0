package dev.gale.kernel.agent;

/** What others hold of an agent: a way to wake it. Thread-safe. */
public interface AgentHandle {
    /**
     * Tells the scheduler that the agent may have work. Cheap when the agent is awake. Call it after the work has been
     * published; the full fence in here orders the two.
     */
    void signal();
}
