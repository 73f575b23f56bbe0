package dev.gale.benchmarks.driver.run;

import java.io.PrintStream;
import java.time.Duration;

/** One line per run: what it is, what it gave, how long the rest will take. */
final class Progress {
    private final PrintStream out;
    private final int total;
    private final Duration guess;
    private int done;
    private Duration spent = Duration.ZERO;

    /** @param guess how long a run takes, as long as none has ended */
    Progress(PrintStream out, int total, Duration guess) {
        this.out = out;
        this.total = total;
        this.guess = guess;
    }

    void onStart(int round, String what) {
        out.printf("[%d/%d, %s left] round %d: %s ... ", done + 1, total, text(left()), round, what);
        out.flush();
    }

    void onEnd(String outcome, Duration took) {
        done++;
        spent = spent.plus(took);
        out.println(outcome);
    }

    Duration left() {
        Duration each = done == 0 ? guess : spent.dividedBy(done);
        return each.multipliedBy(total - done);
    }

    static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
