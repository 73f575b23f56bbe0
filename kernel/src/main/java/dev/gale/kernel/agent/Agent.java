package dev.gale.kernel.agent;

/**
 * An active part of the system: an object that does a bounded amount of work each time it is called.
 *
 * <p>All methods are called by the agent's scheduler, by one thread at a time with a happens-before edge between
 * calls: {@link #onStart} first, then {@link #doWork} again and again, {@link #onStop} last. Others talk to an agent by
 * putting something into one of its queues and then calling {@link AgentHandle#signal}.
 */
public interface Agent {
    /** Answer of {@link #nextDeadlineNs} and {@link #idlePollNs}: nothing is due. */
    long NEVER = Long.MAX_VALUE;

    /** Short role name, shown as the thread's name when the agent has a thread of its own: {@code ex-split-7}. */
    String name();

    /** Called once before the first {@link #doWork}. */
    default void onStart() {}

    /**
     * Does a bounded amount of work and never waits for more (user code called from here may block; that is the
     * scheduler's business).
     *
     * @return how much was done; 0 says that the agent may sleep until it is signalled, its next deadline has come or
     *     its idle poll is due
     */
    int doWork();

    /** When {@link #doWork} must be called even without a signal, by the scheduler's clock; {@link #NEVER} if not. */
    default long nextDeadlineNs() {
        return NEVER;
    }

    /**
     * For agents whose input can only be found by asking for it (a spout): how many nanoseconds an idle scheduler may
     * at most let pass before it calls {@link #doWork} again; {@link #NEVER} if every input signals.
     */
    default long idlePollNs() {
        return NEVER;
    }

    /** Whether the agent asks not to share its thread with others; a scheduler that has one thread doesn't listen. */
    default boolean needsOwnThread() {
        return false;
    }

    /**
     * A guess, before anything has been measured, of how much this agent will have to do compared with others; at least 1.
     * For the scheduler that has to spread agents over few threads.
     */
    default int expectedLoad() {
        return 1;
    }

    /** Called once after the last {@link #doWork}; also when {@link #onStart} or {@link #doWork} threw. */
    default void onStop() {}
}
