package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/**
 * Memory that tasks on the same worker or node share, in megabytes; a request to the scheduler. The name says what is
 * shared: equal names within a topology mean the same memory.
 */
public class SharedMemory implements Serializable {
    private String name;
    private Double onHeap;
    private Double offHeapWorker;
    private Double offHeapNode;

    public SharedMemory() {}

    public SharedMemory(String name) {
        this.name = name;
    }

    /** A copy that shares nothing mutable with the other. */
    public SharedMemory(SharedMemory other) {
        name = other.name;
        onHeap = other.onHeap;
        offHeapWorker = other.offHeapWorker;
        offHeapNode = other.offHeapNode;
    }

    public SharedMemory deepCopy() {
        return new SharedMemory(this);
    }

    public String get_name() {
        return name;
    }

    public void set_name(String name) {
        this.name = name;
    }

    public boolean is_set_name() {
        return name != null;
    }

    public void unset_name() {
        name = null;
    }

    /** Within a worker, on its heap. */
    public double get_on_heap() {
        return onHeap == null ? 0 : onHeap;
    }

    public void set_on_heap(double onHeap) {
        this.onHeap = onHeap;
    }

    public boolean is_set_on_heap() {
        return onHeap != null;
    }

    public void unset_on_heap() {
        onHeap = null;
    }

    /** Within a worker, outside its heap. */
    public double get_off_heap_worker() {
        return offHeapWorker == null ? 0 : offHeapWorker;
    }

    public void set_off_heap_worker(double offHeapWorker) {
        this.offHeapWorker = offHeapWorker;
    }

    public boolean is_set_off_heap_worker() {
        return offHeapWorker != null;
    }

    public void unset_off_heap_worker() {
        offHeapWorker = null;
    }

    /** Between the workers of a node. */
    public double get_off_heap_node() {
        return offHeapNode == null ? 0 : offHeapNode;
    }

    public void set_off_heap_node(double offHeapNode) {
        this.offHeapNode = offHeapNode;
    }

    public boolean is_set_off_heap_node() {
        return offHeapNode != null;
    }

    public void unset_off_heap_node() {
        offHeapNode = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SharedMemory that
                && Objects.equals(name, that.name)
                && Objects.equals(onHeap, that.onHeap)
                && Objects.equals(offHeapWorker, that.offHeapWorker)
                && Objects.equals(offHeapNode, that.offHeapNode);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, onHeap, offHeapWorker, offHeapNode);
    }

    @Override
    public String toString() {
        return "SharedMemory(name=" + name + ", on_heap=" + onHeap + ", off_heap_worker=" + offHeapWorker
                + ", off_heap_node=" + offHeapNode + ")";
    }
}
