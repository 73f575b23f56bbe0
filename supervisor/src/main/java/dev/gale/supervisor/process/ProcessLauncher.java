package dev.gale.supervisor.process;

import java.io.IOException;
import java.util.Optional;

/** Starts processes, and finds those that an earlier life of this one has started. */
public interface ProcessLauncher {
    /** @throws IOException when it can't be started; there is no process then */
    WorkerProcess launch(LaunchSpec spec) throws IOException;

    /**
     * Finds the living process of a worker.
     *
     * @param recorded what was written down of it; empty when nothing was, as after a crash right after its start: then
     *     all processes are looked at
     * @return empty when it has ended; never another process that has got its pid since
     */
    Optional<WorkerProcess> find(String workerId, Optional<ProcessIdentity> recorded);
}
