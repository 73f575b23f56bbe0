package dev.gale.worker.ack;

import dev.gale.kernel.random.SplitMix64;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The roots that one spout executor waits for, with the xor of the edges of each tree. Confined to that executor's
 * thread.
 *
 * <p>The life of a root: {@link #open} before its first tuple is emitted, {@link #seal} when all are; {@link #apply}
 * for each contribution of a bolt; {@link #close} when the tree is complete, has failed or has expired. An entry's xor
 * is that of all edges created and not yet reported done; it becomes zero when the last one is, and by chance earlier
 * with probability 2^-64 a step. Xor commutes, so contributions may come merged, late and in any order, but none may
 * come twice.
 *
 * <p>A table of slots; slots are reused first-in-first-out and carry a generation ({@link RootId}), so what comes late
 * for a closed root finds nothing. Timeouts of the common length stand in a list in order of their deadlines; others
 * in a heap, which forgets lazily.
 *
 * @param <A> what the owner wants to find again with a root
 */
public final class PendingRoots<A> {
    /** Answer of methods that look for a slot: there is none. */
    public static final int NONE = -1;

    /** Deadline of a root that never expires. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /**
     * So many uses of other slots lie at least between two of one. With 28 bits of generation, and 20 million roots a
     * second, a slot has the same generation again after a quarter of an hour, far beyond any ack under way.
     */
    private static final int INITIAL_SLOTS = 64;

    private final int owner;
    private final long commonTimeoutNs;
    /** Stands for the edges of an emit that is under way, so that the entry isn't zero before all are known. */
    private final long guard;

    private final SplitMix64 random;
    private final int maxSlots;

    private long[] root;
    private long[] xor;
    private long[] emittedNs;
    private long[] deadlineNs;
    private long[] timeoutNs;
    private int[] generation;
    private Object[] messageId;
    private Object[] attachment;
    private int[] earlier;
    private int[] later;
    private int[] free;
    private int freeHead;
    private int freeCount;
    private int size;
    private int first = NONE;
    private int last = NONE;
    /** Timeouts of their own, those of closed and put off roots among them until they are swept out. */
    private final PriorityQueue<Uncommon> uncommon = new PriorityQueue<>();

    private int uncommonAlive;

    private record Uncommon(long deadlineNs, long root) implements Comparable<Uncommon> {
        @Override
        public int compareTo(Uncommon other) {
            return Long.compare(deadlineNs, other.deadlineNs);
        }
    }

    /**
     * @param owner number of the spout executor, from 1 to {@link RootId#MAX_OWNER}
     * @param commonTimeoutNs the timeout that most roots have, in nanoseconds; 0: they never expire
     */
    public PendingRoots(int owner, long commonTimeoutNs, SplitMix64 random) {
        this(owner, commonTimeoutNs, random, RootId.MAX_SLOTS);
    }

    PendingRoots(int owner, long commonTimeoutNs, SplitMix64 random, int maxSlots) {
        if (owner < 1 || owner > RootId.MAX_OWNER) {
            throw new IllegalArgumentException(
                    "spout executor number must be from 1 to " + RootId.MAX_OWNER + ", was " + owner);
        }
        this.owner = owner;
        this.commonTimeoutNs = commonTimeoutNs;
        this.random = random;
        this.guard = random.nextNonZeroLong();
        this.maxSlots = maxSlots;
        allocate(Math.min(INITIAL_SLOTS, maxSlots));
    }

    private void allocate(int slots) {
        int old = root == null ? 0 : root.length;
        root = old == 0 ? new long[slots] : Arrays.copyOf(root, slots);
        xor = old == 0 ? new long[slots] : Arrays.copyOf(xor, slots);
        emittedNs = old == 0 ? new long[slots] : Arrays.copyOf(emittedNs, slots);
        deadlineNs = old == 0 ? new long[slots] : Arrays.copyOf(deadlineNs, slots);
        timeoutNs = old == 0 ? new long[slots] : Arrays.copyOf(timeoutNs, slots);
        generation = old == 0 ? new int[slots] : Arrays.copyOf(generation, slots);
        messageId = old == 0 ? new Object[slots] : Arrays.copyOf(messageId, slots);
        attachment = old == 0 ? new Object[slots] : Arrays.copyOf(attachment, slots);
        earlier = old == 0 ? new int[slots] : Arrays.copyOf(earlier, slots);
        later = old == 0 ? new int[slots] : Arrays.copyOf(later, slots);
        // Only called when no slot is free: the free ones are just the new ones.
        free = new int[slots];
        freeHead = 0;
        freeCount = slots - old;
        for (int i = 0; i < freeCount; i++) {
            free[i] = old + i;
            // A restarted worker must not continue where its predecessor's late acks would hit.
            generation[old + i] = (int) random.nextLong();
        }
    }

    /**
     * Begins to track a root. The entry can't become complete before {@link #seal}.
     *
     * @param messageId what the spout calls this message; not null
     * @param ownTimeoutNs timeout of this root in nanoseconds, 0 for none
     * @return the root's id
     * @throws IllegalStateException when {@link #isFull}; ask before
     */
    public long open(Object messageId, A attachment, long nowNs, long ownTimeoutNs) {
        if (freeCount == 0) {
            if (isFull()) {
                throw new IllegalStateException("no more than " + maxSlots + " roots can be pending at a time");
            }
            allocate(Math.min(maxSlots, root.length * 2));
        }
        int slot = free[freeHead];
        freeHead = freeHead + 1 == free.length ? 0 : freeHead + 1;
        freeCount--;
        size++;
        long id = RootId.of(owner, ++generation[slot], slot);
        root[slot] = id;
        xor[slot] = guard;
        this.messageId[slot] = messageId;
        this.attachment[slot] = attachment;
        emittedNs[slot] = nowNs;
        timeoutNs[slot] = ownTimeoutNs;
        schedule(slot, nowNs);
        return id;
    }

    /**
     * Ends the emission that {@link #open} began.
     *
     * @param edges xor of the edges of all copies that were emitted; 0 when there was none
     * @return the root's slot if its tree is complete already, else {@link #NONE}
     */
    public int seal(long rootId, long edges) {
        return apply(rootId, edges ^ guard);
    }

    /**
     * Takes in what a bolt reports about a root.
     *
     * @param edges xor of the edges that are done and of those that came into being instead
     * @return the root's slot if its tree is complete now; {@link #NONE} if it isn't or the root isn't pending
     */
    public int apply(long rootId, long edges) {
        int slot = RootId.slot(rootId);
        if (slot >= root.length || root[slot] != rootId || rootId == RootId.NONE) {
            return NONE;
        }
        return (xor[slot] ^= edges) == 0 ? slot : NONE;
    }

    /** @return the slot of a pending root, {@link #NONE} if it isn't pending any more */
    public int find(long rootId) {
        int slot = RootId.slot(rootId);
        return slot < root.length && root[slot] == rootId && rootId != RootId.NONE ? slot : NONE;
    }

    /**
     * Looks for a root whose time is over. The caller closes it before it asks again.
     *
     * @return its slot, or {@link #NONE}
     */
    public int expired(long nowNs) {
        if (first != NONE && deadlineNs[first] <= nowNs) {
            return first;
        }
        Uncommon head = uncommon.peek();
        while (head != null && !isAlive(head)) {
            uncommon.poll();
            head = uncommon.peek();
        }
        return head != null && head.deadlineNs <= nowNs ? find(head.root) : NONE;
    }

    /** A time before which no root expires; {@link #NO_DEADLINE} when none ever does. */
    public long nextDeadlineNs() {
        long next = first == NONE ? NO_DEADLINE : deadlineNs[first];
        Uncommon head = uncommon.peek();
        return head == null ? next : Math.min(next, head.deadlineNs);
    }

    /** Gives a root its full timeout again, counted from now. A root that isn't pending is no error. */
    public void resetTimeout(long rootId, long nowNs) {
        int slot = find(rootId);
        if (slot != NONE && deadlineNs[slot] != deadlineNs(slot, nowNs)) {
            unschedule(slot);
            schedule(slot, nowNs);
        }
    }

    /**
     * Makes roots younger: those opened at {@code fromNs} or later count as opened at {@code nowNs}. For an owner that
     * finds afterwards that time passed between its look at the clock and what it emitted then.
     */
    public void postpone(long fromNs, long nowNs) {
        for (int slot = last; slot != NONE && emittedNs[slot] >= fromNs; slot = earlier[slot]) {
            emittedNs[slot] = nowNs;
            deadlineNs[slot] = deadlineNs(slot, nowNs);
        }
        if (uncommonAlive > 0) {
            for (Uncommon each : uncommon.toArray(Uncommon[]::new)) {
                int slot = isAlive(each) ? find(each.root) : NONE;
                if (slot != NONE && emittedNs[slot] >= fromNs) {
                    emittedNs[slot] = nowNs;
                    resetTimeout(each.root, nowNs);
                }
            }
        }
    }

    private void schedule(int slot, long nowNs) {
        long timeout = timeoutNs[slot];
        deadlineNs[slot] = deadlineNs(slot, nowNs);
        if (timeout == commonTimeoutNs) {
            earlier[slot] = last;
            later[slot] = NONE;
            if (last == NONE) {
                first = slot;
            } else {
                later[last] = slot;
            }
            last = slot;
        } else if (timeout != 0) {
            uncommonAlive++;
            uncommon.add(new Uncommon(deadlineNs[slot], root[slot]));
            if (uncommon.size() > 64 + 2 * uncommonAlive) {
                uncommon.removeIf(each -> !isAlive(each));
            }
        }
    }

    private long deadlineNs(int slot, long nowNs) {
        return timeoutNs[slot] == 0 ? NO_DEADLINE : nowNs + timeoutNs[slot];
    }

    private boolean isAlive(Uncommon timeout) {
        int slot = find(timeout.root);
        return slot != NONE && deadlineNs[slot] == timeout.deadlineNs;
    }

    private void unschedule(int slot) {
        if (timeoutNs[slot] != commonTimeoutNs) {
            if (timeoutNs[slot] != 0) {
                uncommonAlive--;
            }
            return;
        }
        int before = earlier[slot];
        int after = later[slot];
        if (before == NONE) {
            first = after;
        } else {
            later[before] = after;
        }
        if (after == NONE) {
            last = before;
        } else {
            earlier[after] = before;
        }
    }

    /** Ends the tracking of the root in {@code slot}; whatever comes for it from now on is ignored. */
    public void close(int slot) {
        unschedule(slot);
        root[slot] = RootId.NONE;
        messageId[slot] = null;
        attachment[slot] = null;
        size--;
        int tail = freeHead + freeCount;
        free[tail >= free.length ? tail - free.length : tail] = slot;
        freeCount++;
    }

    /** What the spout called the message of the root in {@code slot}. */
    public Object messageId(int slot) {
        return messageId[slot];
    }

    /** What {@link #open} was given for the root in {@code slot}. */
    @SuppressWarnings("unchecked")
    public A attachment(int slot) {
        return (A) attachment[slot];
    }

    /** When the root in {@code slot} was opened. */
    public long emittedNs(int slot) {
        return emittedNs[slot];
    }

    /** How many roots are pending. */
    public int size() {
        return size;
    }

    /** Whether no further root can be opened. */
    public boolean isFull() {
        return freeCount == 0 && root.length >= maxSlots;
    }

    /** Calls {@code visitor} with the slot of every pending root; it may close that slot. */
    public void forEach(java.util.function.IntConsumer visitor) {
        for (int slot = 0; slot < root.length; slot++) {
            if (root[slot] != RootId.NONE) {
                visitor.accept(slot);
            }
        }
    }
}
