package dev.gale.benchmarks.storm;

import dev.gale.benchmarks.harness.AcrossWorkers;
import dev.gale.benchmarks.harness.LatencyMeter;
import dev.gale.benchmarks.harness.Tallies;

/**
 * What the user code of the run saw. Static, as Storm serializes spouts and bolts: they can't be handed these. Written by
 * the executors' threads, read by the main thread; in a worker's own JVM, by way of files.
 */
final class Observed {
    static final Tallies EMITTED = new Tallies(AcrossWorkers.EMITTED);
    static final Tallies ACKED = new Tallies(AcrossWorkers.ACKED);
    static final Tallies FAILED = new Tallies(AcrossWorkers.FAILED);
    static final Tallies AT_SINK = new Tallies(AcrossWorkers.AT_SINK);

    /** Counts nothing; its counts say where identities are. */
    static final Tallies AT_IDENTITY = new Tallies(AcrossWorkers.AT_IDENTITY);

    static final LatencyMeter END_TO_END = new LatencyMeter();
    static final LatencyMeter UNTIL_ACKED = new LatencyMeter();

    private Observed() {}
}
