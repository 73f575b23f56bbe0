package dev.gale.worker.ack;

/** Slots that are free, first-in-first-out. Confined to one thread. */
final class SlotQueue {
    private int[] slots = new int[1];
    private int head;
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** Makes room for slots with numbers up to {@code capacity}, exclusive; only while it is empty. */
    void grow(int capacity) {
        if (count != 0) {
            throw new IllegalStateException(count + " slots are still free");
        }
        slots = new int[Integer.highestOneBit(Math.max(1, capacity - 1)) << 1];
        head = 0;
    }

    void add(int slot) {
        slots[(head + count) & (slots.length - 1)] = slot;
        count++;
    }

    /** The slot that has been free for longest; only when it isn't empty. */
    int remove() {
        int slot = slots[head];
        head = (head + 1) & (slots.length - 1);
        count--;
        return slot;
    }
}
