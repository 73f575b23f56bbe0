package dev.gale.benchmarks.gale;

import dev.gale.benchmarks.harness.LatencyMeter;
import dev.gale.benchmarks.harness.Tallies;

/**
 * Where user code, which is serialized on its way into a cluster, meets the main: written by tasks, read by the main. There
 * is one topology at a time in a JVM.
 */
final class Probe {
    /** Tuples at the last bolt. */
    static final Tallies SINK = new Tallies();

    /** Calls of a spout's ack. */
    static final Tallies ACKS = new Tallies();

    /** Calls of a spout's fail. */
    static final Tallies FAILS = new Tallies();

    /** From the due time to the sink. */
    static final LatencyMeter END_TO_END = new LatencyMeter();

    /** From the due time to the spout's ack. */
    static final LatencyMeter ACKED = new LatencyMeter();

    private Probe() {}

    /** Before a topology is submitted. */
    static void clear() {
        SINK.clear();
        ACKS.clear();
        FAILS.clear();
        resetLatencies();
    }

    static void resetLatencies() {
        END_TO_END.reset();
        ACKED.reset();
    }
}
