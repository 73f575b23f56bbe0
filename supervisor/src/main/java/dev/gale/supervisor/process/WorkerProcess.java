package dev.gale.supervisor.process;

import java.util.OptionalInt;
import java.util.function.Consumer;

/** A process that was started or found. Its methods may be called by any thread and don't wait. */
public interface WorkerProcess {
    ProcessIdentity identity();

    /** Whether it is a child of this process. Of others no exit code is known, and nobody is told of their end. */
    boolean isChild();

    boolean isAlive();

    /** Asks it to end: SIGTERM. Of no effect when it has ended. */
    void terminate();

    /** Ends it and the processes that it has started: SIGKILL. Of no effect when it has ended. */
    void kill();

    /**
     * Has the end of a child told, once, also when it is over already.
     *
     * @param listener called by a thread of the system, which it must not hold up, with the exit code; 128 and more is the
     *     number of the signal that ended it
     */
    void onExit(Consumer<OptionalInt> listener);
}
