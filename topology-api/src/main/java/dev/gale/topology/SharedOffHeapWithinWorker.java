package dev.gale.topology;

import dev.gale.generated.SharedMemory;

/** Memory outside the heap that tasks in the same worker share: it counts once per worker that has such a task. */
public class SharedOffHeapWithinWorker extends SharedMemory {
    /**
     * Describes a request.
     *
     * @param amount megabytes
     * @param name what the components that share it call it
     */
    public SharedOffHeapWithinWorker(double amount, String name) {
        super(name);
        set_off_heap_worker(amount);
    }
}
