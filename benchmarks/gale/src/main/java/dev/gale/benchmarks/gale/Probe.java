package dev.gale.benchmarks.gale;

import dev.gale.benchmarks.harness.AcrossWorkers;
import dev.gale.benchmarks.harness.LatencyMeter;
import dev.gale.benchmarks.harness.Tallies;

/**
 * Where user code, which is serialized on its way into a cluster, meets the main: written by tasks, read by the main; by way
 * of files where they run in other processes. There is one topology at a time in a JVM.
 */
final class Probe {
    /** Tuples at the last bolt. */
    static final Tallies SINK = new Tallies(AcrossWorkers.AT_SINK);

    /** Calls of a spout's ack. */
    static final Tallies ACKS = new Tallies(AcrossWorkers.ACKED);

    /** Calls of a spout's fail. */
    static final Tallies FAILS = new Tallies(AcrossWorkers.FAILED);

    /** Counts nothing; its counts say where identities are. */
    static final Tallies AT_IDENTITY = new Tallies(AcrossWorkers.AT_IDENTITY);

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
        AT_IDENTITY.clear();
        resetLatencies();
    }

    static void resetLatencies() {
        END_TO_END.reset();
        ACKED.reset();
    }
}
