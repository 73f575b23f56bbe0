package dev.gale.benchmarks.harness;

/** What must hold for the figures of a run to mean something. */
public final class Sanity {
    /** How far the rate of W4 may be from the wanted one. */
    private static final double RATE_TOLERANCE = 0.02;

    private Sanity() {}

    /** @throws InvalidRun when a tuple has failed */
    public static void requireNoFailures(long failed) {
        if (failed != 0) {
            throw new InvalidRun(failed + " tuples failed");
        }
    }

    /** @throws InvalidRun when nothing came through */
    public static void requireProgress(String what, long count) {
        if (count <= 0) {
            throw new InvalidRun("no " + what + " in the window");
        }
    }

    /**
     * Two counts of the same tuples differ by no more than what may be in flight.
     *
     * @param inFlight the most tuples that may be under way, read jitter included
     * @throws InvalidRun when they do
     */
    public static void requireAgreement(String one, long first, String other, long second, long inFlight) {
        if (Math.abs(first - second) > inFlight) {
            throw new InvalidRun(one + " " + first + " and " + other + " " + second + " differ by more than the "
                    + inFlight + " that may be in flight");
        }
    }

    /**
     * The source kept up. A wanted rate of 0 means that there is none.
     *
     * @throws InvalidRun when it didn't
     */
    public static void requireRate(long wanted, double achieved) {
        if (wanted > 0 && Math.abs(achieved - wanted) > wanted * RATE_TOLERANCE) {
            throw new InvalidRun("wanted " + wanted + " tuples/s, achieved " + Math.round(achieved));
        }
    }
}
