package dev.gale.hooks;

import dev.gale.task.WorkerUserContext;
import java.io.Serializable;
import java.util.Map;

/**
 * Runs once per worker, around the life of its tasks. It travels serialized with the topology, so each worker has a
 * copy of its own.
 */
public interface IWorkerHook extends Serializable {
    /**
     * Called on the worker's starting thread before any task exists; what it throws keeps the worker from starting.
     *
     * @param context where resources can be shared with the tasks
     */
    default void start(Map<String, Object> topoConf, WorkerUserContext context) {}

    /** Called when the worker stops in order, after its tasks; not called when its process is killed. */
    void shutdown();
}
