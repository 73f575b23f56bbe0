package dev.gale.examples.run;

import dev.gale.worker.report.Latency;
import dev.gale.worker.report.TopologyStats;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.LongSupplier;

/**
 * Shows what a topology is doing, in one line: rewritten in place on a terminal, a new line every few seconds elsewhere.
 * It uses neither colours nor control sequences but the carriage return. For one thread.
 */
public final class ProgressLine {
    private static final Duration REWRITE_INTERVAL = Duration.ofMillis(250);
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    /** What most terminals have room for; a line that breaks can't be taken back. */
    private static final int COLUMNS = 79;

    /** Ctrl-C shows as two characters behind the line. */
    private static final int LONGEST = COLUMNS - 2;

    private final PrintWriter out;
    private final boolean rewriting;
    private final LongSupplier nanoTime;
    private final long intervalNs;
    private long lastNs;
    private long lastExecuted;
    private int width;

    /**
     * @param rewriting whether {@code out} is a terminal
     * @param nanoTime the time, as {@link System#nanoTime} gives it
     */
    public ProgressLine(PrintWriter out, boolean rewriting, LongSupplier nanoTime) {
        this.out = out;
        this.rewriting = rewriting;
        this.nanoTime = nanoTime;
        this.intervalNs = (rewriting ? REWRITE_INTERVAL : LINE_INTERVAL).toNanos();
        this.lastNs = nanoTime.getAsLong();
    }

    /**
     * Whether stderr is a terminal in which a line can be rewritten. Java can't tell by itself; scripts/word-count can, and
     * says so in the property {@code gale.terminal}.
     */
    public static boolean isTerminal() {
        return Boolean.getBoolean("gale.terminal") && !"dumb".equals(System.getenv("TERM"));
    }

    /** Shows the figures if it is time to. */
    public void update(TopologyStats stats) {
        long nowNs = nanoTime.getAsLong();
        if (nowNs - lastNs < intervalNs) {
            return;
        }
        long executed = stats.components().stream()
                .filter(component -> !component.spout())
                .mapToLong(ComponentStats::executed)
                .sum();
        String line = text(stats, (executed - lastExecuted) * 1e9 / (nowNs - lastNs));
        lastNs = nowNs;
        lastExecuted = executed;
        if (rewriting) {
            line = line.substring(0, Math.min(LONGEST, line.length()));
            // Spaces to the end of what stood there before.
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            width = line.length();
        } else {
            out.println(line);
        }
        out.flush();
    }

    private static String text(TopologyStats stats, double tuplesPerSecond) {
        Latency complete = stats.components().stream()
                .filter(ComponentStats::spout)
                .map(ComponentStats::complete)
                .max(Comparator.comparingLong(Latency::count))
                .orElseThrow();
        return stats.uptime().toSeconds() + " s  " + Figures.rounded(tuplesPerSecond) + " tuples/s  acked "
                + Figures.rounded((double) stats.acked()) + "  failed " + Figures.rounded((double) stats.failed())
                + "  pending "
                + Figures.rounded((double) stats.pending()) + "  p50 " + Figures.latency(complete.p50Ns()) + "  p99 "
                + Figures.latency(complete.p99Ns());
    }

    /** Takes the line away, so that what follows begins at the left. */
    public void clear() {
        if (width > 0) {
            out.print("\r" + " ".repeat(COLUMNS) + "\r");
            out.flush();
            width = 0;
        }
    }
}
