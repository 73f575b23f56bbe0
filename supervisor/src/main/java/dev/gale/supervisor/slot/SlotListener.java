package dev.gale.supervisor.slot;

import dev.gale.coordination.model.TopologyId;
import dev.gale.supervisor.directory.WorkerExit;

/** Is told what goes on in the slots. On the supervisor's thread, which it must not hold up. */
public interface SlotListener {
    /** A worker has ended, whether it was told to or not. */
    void onWorkerExit(WorkerExit exit);

    /**
     * A worker could not be fetched or started; it will be tried again.
     *
     * @param why a sentence
     */
    void onNotStarted(TopologyId topologyId, int port, String why);
}
