package dev.gale.kernel.agent;

import java.time.Duration;
import java.util.List;

/**
 * Owns the threads that run agents. {@link #add} and {@link #stop} are called by one controlling thread that is not an
 * agent's.
 */
public interface AgentScheduler extends AutoCloseable {
    /**
     * Registers an agent without running it yet, so that its handle can be given to those who feed it.
     *
     * @return the handle that wakes the agent
     */
    AgentHandle add(Agent agent);

    /** Starts running agents added before. */
    void start(List<? extends Agent> agents);

    /**
     * Stops agents: no further {@link Agent#doWork}, then {@link Agent#onStop} on the agent's thread.
     *
     * @param grace how long an agent may go on in its present call before its thread is interrupted
     * @return agents that did not end although they were interrupted, with what they were doing; empty when all ended
     */
    List<StuckAgent> stop(List<? extends Agent> agents, Duration grace);

    /**
     * Waits until no agent has anything to do: all sleep, no signal is under way, and each agent that polls has asked
     * its source once more and found nothing.
     *
     * @return false when that was not so within {@code limit} of real time
     */
    boolean awaitIdle(Duration limit) throws InterruptedException;

    /**
     * Which agents run on which thread now: threads without any are left out, and so are agents that have not been
     * started or have ended. A schedule may move agents later. Any thread.
     */
    List<RunningThread> threads();

    /** Stops all agents and ends all threads. */
    @Override
    void close();

    /** A thread and the agents that it runs in turn. */
    record RunningThread(String name, List<Agent> agents) {}

    /** An agent whose thread did not end. {@code stack} is the thread's stack trace, a line an element. */
    record StuckAgent(String name, List<String> stack) {}

    /** Told what an agent threw; the agent is stopped after that. Called on the agent's thread. */
    interface ErrorHandler {
        void onAgentError(Agent agent, Throwable error);
    }

    /** Run on a thread before and after it runs agents, to give user code its surroundings (clock, class loader). */
    interface ThreadHook {
        /** A hook that does nothing. */
        ThreadHook NONE = new ThreadHook() {
            @Override
            public void enter() {}

            @Override
            public void exit() {}
        };

        void enter();

        void exit();
    }
}
