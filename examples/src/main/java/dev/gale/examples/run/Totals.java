package dev.gale.examples.run;

import dev.gale.worker.report.Latency;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import java.io.PrintWriter;

/** Prints what can be said of every run at its end. */
public final class Totals {
    private Totals() {}

    /** How long lines took and how many had to be replayed. */
    public static void print(PrintWriter out, ComponentStats spout) {
        Latency complete = spout.complete();
        out.println("from emit to complete: p50 " + Figures.latency(complete.p50Ns()) + ", p99 "
                + Figures.latency(complete.p99Ns()));
        out.println(Figures.count(spout.failed(), "replay")
                + " (a replayed line is counted again: counts are exact when there is none)");
    }
}
