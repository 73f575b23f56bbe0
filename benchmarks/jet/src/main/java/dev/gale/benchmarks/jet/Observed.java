package dev.gale.benchmarks.jet;

import dev.gale.benchmarks.harness.LatencyMeter;
import dev.gale.benchmarks.harness.Tallies;

/**
 * What the user code of the run saw. Static, as Jet serializes what makes processors: they can't be handed these. Written by
 * the cooperative threads, read by the main thread.
 */
final class Observed {
    static final Tallies EMITTED = new Tallies();
    static final Tallies AT_SINK = new Tallies();
    static final Tallies COMPLETED_SNAPSHOTS = new Tallies();
    static final LatencyMeter END_TO_END = new LatencyMeter();

    private Observed() {}
}
