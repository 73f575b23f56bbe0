package dev.gale.benchmarks.storm;

import dev.gale.benchmarks.harness.LatencyMeter;
import dev.gale.benchmarks.harness.Tallies;

/**
 * What the user code of the run saw. Static, as Storm serializes spouts and bolts: they can't be handed these. Written by
 * the executors' threads, read by the main thread.
 */
final class Observed {
    static final Tallies EMITTED = new Tallies();
    static final Tallies ACKED = new Tallies();
    static final Tallies FAILED = new Tallies();
    static final Tallies AT_SINK = new Tallies();
    static final LatencyMeter END_TO_END = new LatencyMeter();
    static final LatencyMeter UNTIL_ACKED = new LatencyMeter();

    private Observed() {}
}
