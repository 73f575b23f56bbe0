package dev.gale.topology;

import dev.gale.generated.SharedMemory;

/**
 * What one task of a component needs, for schedulers that count memory and CPU. Null amounts leave a setting as it is;
 * negative, infinite and NaN amounts are an {@link IllegalArgumentException}.
 *
 * @param <T> what the methods return, so that calls can be chained
 */
@SuppressWarnings("rawtypes") // the bound erases to the interface itself, as compiled topologies expect
public interface ResourceDeclarer<T extends ResourceDeclarer> {
    /** Heap per task, in megabytes. */
    T setMemoryLoad(Number onHeap);

    /** Heap and memory outside the heap, per task, in megabytes. */
    T setMemoryLoad(Number onHeap, Number offHeap);

    /** CPU per task in percent of one core: 100 is a whole core. */
    T setCPULoad(Number amount);

    /**
     * Requests memory that the tasks of several components share. Components name the same request to share it.
     *
     * @throws IllegalArgumentException if another amount or kind was requested under the same name
     */
    T addSharedMemory(SharedMemory request);
}
