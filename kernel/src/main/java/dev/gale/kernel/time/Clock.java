package dev.gale.kernel.time;

/**
 * The only source of time. Injected everywhere, so that a test can stop, step and jump it.
 *
 * <p>Implementations may be read by any thread.
 */
public interface Clock {
    /** Monotonic time in nanoseconds with an arbitrary origin; only differences have a meaning. */
    long nanoTime();

    /** Wall-clock time in milliseconds since 1970-01-01 UTC; may jump. */
    long epochMillis();

    /**
     * Whether time moves only when somebody advances it. Threads that wait for a deadline of a virtual clock must
     * wait for its {@link ManualClock#onAdvance advance}, not for real time to pass.
     */
    default boolean isVirtual() {
        return false;
    }
}
