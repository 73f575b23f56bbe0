package dev.gale.worker.ack;

import dev.gale.kernel.random.SplitMix64;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

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
 * for a closed root finds nothing. What belongs to a slot stands together, for each step in the life of a root touches
 * most of it; and the first slots are used before all others, so that few pending roots need little memory even in a
 * table that has once grown. Timeouts of the common length stand in a list in order of their deadlines; others in a heap,
 * which forgets lazily.
 *
 * @param <A> what the owner wants to find again with a root
 */
public final class PendingRoots<A> {
    /** Answer of methods that look for a slot: there is none. */
    public static final int NONE = -1;

    /**
     * Stands for the slot of the root that was opened last, when its tree is complete at its {@link #seal}: such a root
     * never gets a slot. It must be closed before the next is opened.
     */
    public static final int NEWEST = -2;

    /** Deadline of a root that never expires. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** What the table holds of a slot, in turn. */
    private static final int ROOT = 0;

    private static final int XOR = 1;
    private static final int EMITTED_NS = 2;
    private static final int DEADLINE_NS = 3;
    private static final int TIMEOUT_NS = 4;
    /** Neighbours in the list of roots with the common timeout: the slot of the earlier one, and of the later one in the
     * lower half. */
    private static final int NEIGHBOURS = 5;

    /** The other workers that tuples of the tree have gone to, as far as known; bits as of {@link Loss#bit}. */
    private static final int WORKERS = 6;

    /** In the upper half the era in which the root was opened. */
    private static final int GENERATION = 7;

    private static final int STRIDE_BITS = 3;

    private final int owner;
    private final long commonTimeoutNs;
    /** Stands for the edges of an emit that is under way, so that the entry isn't zero before all are known. */
    private final long guard;

    private final SplitMix64 random;
    private final int maxSlots;

    private long[] table = {};
    /** Message id and attachment of each slot, in turn. */
    private Object[] objects = {};

    private final FreeSlots free = new FreeSlots();
    /**
     * The root that was opened last, as long as it isn't in the table: a tree that is complete when its emission is (all
     * its tuples were executed on this very thread) costs nothing but these fields.
     */
    private long newest;

    private long newestXor;
    private long newestWorkers;
    private Object newestMessageId;
    private A newestAttachment;
    private long newestEmittedNs;
    private long newestTimeoutNs;
    /** The slot that the next root to enter the table gets; it gives its number to those that don't, one after another. */
    private int nextSlot = NONE;

    private int nextGeneration;
    private int era;
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
        allocate(Math.min(FreeSlots.FIRST, maxSlots));
    }

    private void allocate(int slots) {
        int old = slots();
        table = Arrays.copyOf(table, slots << STRIDE_BITS);
        objects = Arrays.copyOf(objects, 2 * slots);
        for (int slot = old; slot < slots; slot++) {
            free.add(slot);
            // A restarted worker must not continue where its predecessor's late acks would hit.
            table[at(slot) + GENERATION] = random.nextLong() & RootId.GENERATION_MASK;
        }
    }

    private int slots() {
        return table.length >> STRIDE_BITS;
    }

    private static int at(int slot) {
        return slot << STRIDE_BITS;
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
        settle();
        if (nextSlot == NONE) {
            nextSlot = free.isEmpty() ? newSlot() : free.remove();
            nextGeneration = (int) table[at(nextSlot) + GENERATION];
        }
        size++;
        newest = RootId.of(owner, ++nextGeneration, nextSlot);
        newestXor = guard;
        newestWorkers = 0;
        newestMessageId = messageId;
        newestAttachment = attachment;
        newestEmittedNs = nowNs;
        newestTimeoutNs = ownTimeoutNs;
        return newest;
    }

    /** Most questions are asked of the table only. */
    private void settle() {
        if (newest != RootId.NONE) {
            enterNewest();
        }
    }

    /** Puts the newest root into the table. */
    private void enterNewest() {
        int slot = nextSlot;
        int at = at(slot);
        long[] entries = table;
        entries[at + GENERATION] = (long) era << Integer.SIZE | Integer.toUnsignedLong(nextGeneration);
        entries[at + ROOT] = newest;
        entries[at + XOR] = newestXor;
        entries[at + WORKERS] = newestWorkers;
        entries[at + EMITTED_NS] = newestEmittedNs;
        entries[at + TIMEOUT_NS] = newestTimeoutNs;
        objects[2 * slot] = newestMessageId;
        objects[2 * slot + 1] = newestAttachment;
        newest = RootId.NONE;
        nextSlot = NONE;
        schedule(slot, entries[at + EMITTED_NS]);
    }

    private int newSlot() {
        if (isFull()) {
            throw new IllegalStateException("no more than " + maxSlots + " roots can be pending at a time");
        }
        allocate(Math.min(maxSlots, slots() * 2));
        return free.remove();
    }

    /**
     * Ends the emission that {@link #open} began.
     *
     * @param edges xor of the edges of all copies that were emitted; 0 when there was none
     * @return the root's slot, or {@link #NEWEST}, if its tree is complete already, else {@link #NONE}
     */
    public int seal(long rootId, long edges) {
        if (rootId != newest) {
            return applyInTable(rootId, edges ^ guard);
        }
        if ((newestXor ^= edges ^ guard) == 0) {
            return NEWEST;
        }
        enterNewest();
        return NONE;
    }

    /**
     * Takes in what a bolt reports about a root.
     *
     * @param edges xor of the edges that are done and of those that came into being instead
     * @return the root's slot if its tree is complete now; {@link #NONE} if it isn't or the root isn't pending
     */
    public int apply(long rootId, long edges) {
        if (rootId == newest) {
            // Not sealed yet, so the guard keeps it from becoming complete.
            newestXor ^= edges;
            return NONE;
        }
        return applyInTable(rootId, edges);
    }

    private int applyInTable(long rootId, long edges) {
        int slot = slotInTable(rootId);
        return slot != NONE && (table[at(slot) + XOR] ^= edges) == 0 ? slot : NONE;
    }

    /**
     * Notes to which other workers tuples of a tree have gone.
     *
     * @param workers bits as of {@link Loss#bit}
     * @return the root's slot; {@link #NONE} if it isn't pending, or not sealed yet
     */
    public int mark(long rootId, long workers) {
        if (rootId == newest) {
            newestWorkers |= workers;
            return NONE;
        }
        int slot = slotInTable(rootId);
        if (slot != NONE) {
            table[at(slot) + WORKERS] |= workers;
        }
        return slot;
    }

    /** The workers that {@link #mark} has named for the root in {@code slot}. */
    public long workers(int slot) {
        return slot == NEWEST ? newestWorkers : table[at(slot) + WORKERS];
    }

    /** @return the slot of a pending root, {@link #NONE} if it isn't pending any more */
    public int find(long rootId) {
        settle();
        return slotInTable(rootId);
    }

    private int slotInTable(long rootId) {
        int slot = RootId.slot(rootId);
        int at = at(slot);
        return at < table.length && table[at + ROOT] == rootId && rootId != RootId.NONE ? slot : NONE;
    }

    /**
     * Looks for a root whose time is over. The caller closes it before it asks again.
     *
     * @return its slot, or {@link #NONE}
     */
    public int expired(long nowNs) {
        settle();
        if (first != NONE && table[at(first) + DEADLINE_NS] <= nowNs) {
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
        settle();
        long next = first == NONE ? NO_DEADLINE : table[at(first) + DEADLINE_NS];
        Uncommon head = uncommon.peek();
        return head == null ? next : Math.min(next, head.deadlineNs);
    }

    /** Gives a root its full timeout again, counted from now. A root that isn't pending is no error. */
    public void resetTimeout(long rootId, long nowNs) {
        int slot = find(rootId);
        if (slot != NONE && table[at(slot) + DEADLINE_NS] != deadlineNs(slot, nowNs)) {
            unschedule(slot);
            schedule(slot, nowNs);
        }
    }

    /**
     * Makes roots younger: those opened at {@code fromNs} or later count as opened at {@code nowNs}. For an owner that
     * finds afterwards that time passed between its look at the clock and what it emitted then.
     */
    public void postpone(long fromNs, long nowNs) {
        settle();
        for (int slot = last;
                slot != NONE && table[at(slot) + EMITTED_NS] >= fromNs;
                slot = earlier(table[at(slot) + NEIGHBOURS])) {
            table[at(slot) + EMITTED_NS] = nowNs;
            table[at(slot) + DEADLINE_NS] = deadlineNs(slot, nowNs);
        }
        if (uncommonAlive > 0) {
            for (Uncommon each : uncommon.toArray(Uncommon[]::new)) {
                int slot = isAlive(each) ? find(each.root) : NONE;
                if (slot != NONE && table[at(slot) + EMITTED_NS] >= fromNs) {
                    table[at(slot) + EMITTED_NS] = nowNs;
                    resetTimeout(each.root, nowNs);
                }
            }
        }
    }

    private void schedule(int slot, long nowNs) {
        int at = at(slot);
        long[] entries = table;
        long timeout = entries[at + TIMEOUT_NS];
        entries[at + DEADLINE_NS] = deadlineNs(slot, nowNs);
        if (timeout == commonTimeoutNs) {
            entries[at + NEIGHBOURS] = neighbours(last, NONE);
            if (last == NONE) {
                first = slot;
            } else {
                setLater(last, slot);
            }
            last = slot;
        } else if (timeout != 0) {
            uncommonAlive++;
            uncommon.add(new Uncommon(entries[at + DEADLINE_NS], entries[at + ROOT]));
            if (uncommon.size() > 64 + 2 * uncommonAlive) {
                uncommon.removeIf(each -> !isAlive(each));
            }
        }
    }

    private long deadlineNs(int slot, long nowNs) {
        long timeout = table[at(slot) + TIMEOUT_NS];
        return timeout == 0 ? NO_DEADLINE : nowNs + timeout;
    }

    private boolean isAlive(Uncommon timeout) {
        int slot = find(timeout.root);
        return slot != NONE && table[at(slot) + DEADLINE_NS] == timeout.deadlineNs;
    }

    private void unschedule(int slot) {
        int at = at(slot);
        long[] entries = table;
        long timeout = entries[at + TIMEOUT_NS];
        if (timeout != commonTimeoutNs) {
            if (timeout != 0) {
                uncommonAlive--;
            }
            return;
        }
        int before = earlier(entries[at + NEIGHBOURS]);
        int after = later(entries[at + NEIGHBOURS]);
        if (before == NONE) {
            first = after;
        } else {
            setLater(before, after);
        }
        if (after == NONE) {
            last = before;
        } else {
            entries[at(after) + NEIGHBOURS] = neighbours(before, later(entries[at(after) + NEIGHBOURS]));
        }
    }

    private static long neighbours(int earlier, int later) {
        return (long) earlier << Integer.SIZE | Integer.toUnsignedLong(later);
    }

    private static int earlier(long neighbours) {
        return (int) (neighbours >> Integer.SIZE);
    }

    private static int later(long neighbours) {
        return (int) neighbours;
    }

    private void setLater(int slot, int later) {
        int at = at(slot) + NEIGHBOURS;
        table[at] = neighbours(earlier(table[at]), later);
    }

    /** Ends the tracking of the root in {@code slot}; whatever comes for it from now on is ignored. */
    public void close(int slot) {
        if (slot == NEWEST) {
            newest = RootId.NONE;
            size--;
            return;
        }
        unschedule(slot);
        table[at(slot) + ROOT] = RootId.NONE;
        objects[2 * slot] = null;
        objects[2 * slot + 1] = null;
        size--;
        free.add(slot);
    }

    /** The id of the root in {@code slot}. */
    public long rootId(int slot) {
        return slot == NEWEST ? newest : table[at(slot) + ROOT];
    }

    /** What the spout called the message of the root in {@code slot}. */
    public Object messageId(int slot) {
        return slot == NEWEST ? newestMessageId : objects[2 * slot];
    }

    /** What {@link #open} was given for the root in {@code slot}. */
    @SuppressWarnings("unchecked")
    public A attachment(int slot) {
        return slot == NEWEST ? newestAttachment : (A) objects[2 * slot + 1];
    }

    /** When the root in {@code slot} was opened. */
    public long emittedNs(int slot) {
        return slot == NEWEST ? newestEmittedNs : table[at(slot) + EMITTED_NS];
    }

    /**
     * Begins a new era: the roots that are pending now can be told from those that are opened afterwards.
     *
     * @return the era that is over
     */
    public int endEra() {
        settle();
        return era++;
    }

    /** The era in which the root in {@code slot} was opened. */
    public int era(int slot) {
        return slot == NEWEST ? era : (int) (table[at(slot) + GENERATION] >> Integer.SIZE);
    }

    /** How many roots are pending. */
    public int size() {
        return size;
    }

    /** Whether no further root can be opened. */
    public boolean isFull() {
        return size >= maxSlots;
    }

    /** Calls {@code visitor} with the slot of every pending root; it may close that slot. */
    public void forEach(IntConsumer visitor) {
        settle();
        for (int slot = 0; slot < slots(); slot++) {
            if (table[at(slot) + ROOT] != RootId.NONE) {
                visitor.accept(slot);
            }
        }
    }
}
