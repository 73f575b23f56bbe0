package dev.gale.worker.ack;

import java.util.Arrays;

/**
 * The free slots of a table that doubles when it is full. Those of the first {@value #FIRST} slots are given out before
 * those that came by the first doubling, these before those of the second, and so on: few pending roots need little of
 * the processor's cache, also in a table that has once grown. Among those of one doubling, first-in-first-out.
 *
 * <p>So about {@value #FIRST} uses of other slots lie between two of one, at least. With 28 bits of generation, and 20
 * million roots a second, a slot has the same generation again after a quarter of an hour, far beyond any ack under way.
 * (Sooner, if all but a few of them are taken for long; what then came late by just that much would garble an entry,
 * which times out.) Confined to one thread.
 */
final class FreeSlots {
    /** How many slots a table has at first. */
    static final int FIRST = 64;

    private static final int FIRST_BITS = 6;

    /** Ring buffers, as long as they can become: that of the first slots, that of the first doubling, ... */
    private int[][] rings = {};

    private int[] heads = {};
    private int[] counts = {};
    /** Bit i: ring i isn't empty. */
    private int filled;

    private static int ringOf(int slot) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(slot >>> FIRST_BITS);
    }

    boolean isEmpty() {
        return filled == 0;
    }

    void add(int slot) {
        int i = ringOf(slot);
        if (i >= rings.length) {
            grow(i);
        }
        int[] ring = rings[i];
        ring[(heads[i] + counts[i]) & (ring.length - 1)] = slot;
        counts[i]++;
        filled |= 1 << i;
    }

    private void grow(int last) {
        int before = rings.length;
        rings = Arrays.copyOf(rings, last + 1);
        heads = Arrays.copyOf(heads, last + 1);
        counts = Arrays.copyOf(counts, last + 1);
        for (int i = before; i <= last; i++) {
            rings[i] = new int[i == 0 ? FIRST : FIRST << (i - 1)];
        }
    }

    /** Takes a slot; only when there is one. */
    int remove() {
        int i = Integer.numberOfTrailingZeros(filled);
        int[] ring = rings[i];
        int head = heads[i];
        heads[i] = (head + 1) & (ring.length - 1);
        if (--counts[i] == 0) {
            filled &= ~(1 << i);
        }
        return ring[head];
    }
}
