package dev.gale.examples.counting;

import dev.gale.examples.run.Figures;
import java.io.PrintWriter;
import java.util.List;

/** Prints the most frequent keys as a table. */
public final class Ranking {
    private static final int NARROWEST = "count".length();

    private Ranking() {}

    /** @param what heading of the keys */
    public static void print(PrintWriter out, Counts counts, int most, String what) {
        List<Counts.Entry> top = counts.top(most);
        int width = top.isEmpty()
                ? NARROWEST
                : Math.max(NARROWEST, Figures.whole(top.get(0).count()).length());
        out.println(" ".repeat(width - NARROWEST) + "count  " + what);
        for (Counts.Entry entry : top) {
            String count = Figures.whole(entry.count());
            out.println(" ".repeat(width - count.length()) + count + "  " + entry.key());
        }
    }
}
