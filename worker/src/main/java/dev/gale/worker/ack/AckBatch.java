package dev.gale.worker.ack;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Contributions to roots of one spout executor, on their way to it: pairs (root, xor of edges). Filled by one bolt
 * executor, then handed over whole; when it has been read it goes back to be filled again.
 *
 * <p>Besides these, marks: pairs (root, set of workers that its tuples have gone to), to be read first. Or, in a batch of
 * its own, a loss, so that it stays behind what was reported before it.
 */
public final class AckBatch {
    /** How many contributions fit, and how many marks. */
    public static final int CAPACITY = 128;

    private static final int FIRST_MARKS = 16;

    private final long[] pairs = new long[2 * CAPACITY];
    /** Where the sender looks for an empty batch. */
    private final AtomicReference<AckBatch> home;

    private int size;
    /** Few batches have any: tuples between two workers only need none. */
    private long[] marks = {};

    private int markCount;
    private final Loss loss;

    /** @param home the sender's place for one batch to use again */
    AckBatch(AtomicReference<AckBatch> home) {
        this(home, null);
    }

    private AckBatch(AtomicReference<AckBatch> home, Loss loss) {
        this.home = home;
        this.loss = loss;
    }

    /** A batch that says nothing but that something is lost. */
    public static AckBatch of(Loss loss) {
        return new AckBatch(new AtomicReference<>(), loss);
    }

    /**
     * Adds a contribution; one to the same root as the one before is merged with it, and if the two cancel each other
     * there is nothing to report.
     *
     * @return whether the batch is full now and must be handed over before the next call
     */
    public boolean add(long root, long edges) {
        int next = 2 * size;
        if (size > 0 && pairs[next - 2] == root) {
            if ((pairs[next - 1] ^= edges) == 0) {
                size--;
            }
            return false;
        }
        pairs[next] = root;
        pairs[next + 1] = edges;
        return ++size == CAPACITY;
    }

    /**
     * Marks a tree; a mark of the same root as the one before is merged with it.
     *
     * @param workers bits as of {@link Loss#bit}
     * @return whether the batch is full now and must be handed over before the next call
     */
    public boolean mark(long root, long workers) {
        int next = 2 * markCount;
        if (markCount > 0 && marks[next - 2] == root) {
            marks[next - 1] |= workers;
            return false;
        }
        if (next == marks.length) {
            marks = Arrays.copyOf(marks, Math.max(2 * FIRST_MARKS, 2 * next));
        }
        marks[next] = root;
        marks[next + 1] = workers;
        return ++markCount == CAPACITY;
    }

    /** How many contributions there are. */
    public int size() {
        return size;
    }

    /** How many marks there are. */
    public int markCount() {
        return markCount;
    }

    /** Root of mark {@code i}, counted from 0. */
    public long markedRoot(int i) {
        return marks[2 * i];
    }

    /** Set of workers of mark {@code i}, counted from 0. */
    public long markedWorkers(int i) {
        return marks[2 * i + 1];
    }

    /** Null in almost every batch. */
    public Loss loss() {
        return loss;
    }

    public boolean isEmpty() {
        return size == 0 && markCount == 0;
    }

    /** Root of contribution {@code i}, counted from 0. */
    public long root(int i) {
        return pairs[2 * i];
    }

    /** Xor of edges of contribution {@code i}, counted from 0. */
    public long edges(int i) {
        return pairs[2 * i + 1];
    }

    /** Gives the batch back to its sender; by the receiver, which must not touch it any more. */
    public void release() {
        size = 0;
        markCount = 0;
        home.set(this);
    }
}
