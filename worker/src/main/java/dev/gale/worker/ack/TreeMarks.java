package dev.gale.worker.ack;

/**
 * Notes to which workers tuples of a tree have gone, so that it can fail when one of them is lost. Confined to the thread
 * of the executor that emits.
 */
public interface TreeMarks {
    /**
     * A tuple in the tree of {@code root} is about to go to another worker.
     *
     * @param worker its number
     */
    void sentTo(long root, int worker);
}
