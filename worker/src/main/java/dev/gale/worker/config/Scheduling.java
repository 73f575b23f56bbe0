package dev.gale.worker.config;

/** How executors get threads. */
public enum Scheduling {
    /** As many threads as there are cores, shared by all executors; one that blocks gets its own. */
    PACKED,
    /** A thread an executor. */
    DEDICATED
}
