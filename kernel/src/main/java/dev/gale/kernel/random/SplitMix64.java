package dev.gale.kernel.random;

import java.security.SecureRandom;

/**
 * The SplitMix64 generator (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014). Confined to
 * one thread.
 *
 * <p>Its output function is not linear over GF(2), which edge ids of tuple trees need: with a linear generator
 * (xorshift, a counter) fixed sets of outputs xor to zero and a tree could be taken for complete.
 */
public final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public SplitMix64(long seed) {
        this.state = seed;
    }

    /** A generator with an unpredictable seed. */
    public static SplitMix64 unpredictable() {
        return new SplitMix64(new SecureRandom().nextLong());
    }

    /** The next 64 random bits. */
    public long nextLong() {
        long z = state += GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The next 64 random bits that are not all zero: an edge id. */
    public long nextNonZeroLong() {
        long value = nextLong();
        while (value == 0) {
            value = nextLong();
        }
        return value;
    }

    /** @return a number from 0 (inclusive) to {@code bound} (exclusive); the bias is below 2^-32 for small bounds */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be positive, was " + bound);
        }
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** @return a number from 0 (inclusive) to 1 (exclusive) */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** A generator of its own for another owner. */
    public SplitMix64 split() {
        return new SplitMix64(nextLong());
    }
}
