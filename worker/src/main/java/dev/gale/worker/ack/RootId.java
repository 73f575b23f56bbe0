package dev.gale.worker.ack;

/**
 * How a root (a tracked spout tuple) is named in 64 bits: {@code owner:14 | generation:28 | slot:22}.
 *
 * <p>The owner is the number of the spout executor that tracks the root, from 1 on, so that a root is never 0 and
 * whoever holds a tuple knows where to send what becomes of it. The slot is the root's place in the owner's
 * {@link PendingRoots}; the generation counts the uses of that slot, so that what arrives late for an earlier use is
 * recognized.
 */
public final class RootId {
    /** No root: the tuple is not tracked. */
    public static final long NONE = 0;

    static final int SLOT_BITS = 22;
    static final int GENERATION_BITS = 28;
    static final int MAX_SLOTS = 1 << SLOT_BITS;
    static final int GENERATION_MASK = (1 << GENERATION_BITS) - 1;

    /** The highest owner number. */
    public static final int MAX_OWNER = (1 << (64 - SLOT_BITS - GENERATION_BITS)) - 1;

    private RootId() {}

    static long of(int owner, int generation, int slot) {
        return ((long) owner << (SLOT_BITS + GENERATION_BITS))
                | ((long) (generation & GENERATION_MASK) << SLOT_BITS)
                | slot;
    }

    /** The number of the spout executor that tracks {@code root}; 0 for {@link #NONE}. */
    public static int owner(long root) {
        return (int) (root >>> (SLOT_BITS + GENERATION_BITS));
    }

    static int slot(long root) {
        return (int) root & (MAX_SLOTS - 1);
    }

    static int generation(long root) {
        return (int) (root >>> SLOT_BITS) & GENERATION_MASK;
    }
}
