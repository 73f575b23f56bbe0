package dev.gale.topology;

import dev.gale.generated.SharedMemory;

/** Heap that tasks in the same worker share: it counts once per worker that has such a task. */
public class SharedOnHeap extends SharedMemory {
    /**
     * Describes a request.
     *
     * @param amount megabytes
     * @param name what the components that share it call it
     */
    public SharedOnHeap(double amount, String name) {
        super(name);
        set_on_heap(amount);
    }
}
