package dev.gale.benchmarks.flink;

import dev.gale.benchmarks.harness.LatencyMeter;
import dev.gale.benchmarks.harness.Tallies;

/**
 * What the user code of the run saw. Static, as Flink serializes functions, sources and sinks: they can't be handed these.
 * Written by the tasks' threads, read by the main thread.
 */
final class Observed {
    static final Tallies EMITTED = new Tallies();
    static final Tallies AT_SINK = new Tallies();
    static final Tallies COMPLETED_CHECKPOINTS = new Tallies();
    static final LatencyMeter END_TO_END = new LatencyMeter();

    private Observed() {}
}
