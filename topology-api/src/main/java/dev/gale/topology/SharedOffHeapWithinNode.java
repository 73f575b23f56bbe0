package dev.gale.topology;

import dev.gale.generated.SharedMemory;

/** Memory outside the heap that tasks on the same machine share: it counts once per machine that has such a task. */
public class SharedOffHeapWithinNode extends SharedMemory {
    /**
     * Describes a request.
     *
     * @param amount megabytes
     * @param name what the components that share it call it
     */
    public SharedOffHeapWithinNode(double amount, String name) {
        super(name);
        set_off_heap_node(amount);
    }
}
