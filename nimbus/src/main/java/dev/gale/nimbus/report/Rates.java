package dev.gale.nimbus.report;

/** What executors do together in a second. */
public record Rates(double emitted, double transferred, double executed, double acked, double failed) {
    /**
     * What an executor has done in a second between two reports of its process.
     *
     * @param seconds between the reports, more than 0
     */
    static Rates between(ExecutorStats before, ExecutorStats now, double seconds) {
        return new Rates(
                (now.emitted() - before.emitted()) / seconds,
                (now.transferred() - before.transferred()) / seconds,
                (now.executed() - before.executed()) / seconds,
                (now.acked() - before.acked()) / seconds,
                (now.failed() - before.failed()) / seconds);
    }

    public Rates plus(Rates other) {
        return new Rates(
                emitted + other.emitted,
                transferred + other.transferred,
                executed + other.executed,
                acked + other.acked,
                failed + other.failed);
    }
}
