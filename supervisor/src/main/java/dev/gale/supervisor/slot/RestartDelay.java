package dev.gale.supervisor.slot;

import dev.gale.kernel.random.SplitMix64;
import java.time.Duration;

/**
 * How long to wait before a worker is started again: short after the first failure, doubled with each further one, up to a
 * ceiling; a quarter more or less by chance, so that the workers of many machines don't all come at once.
 */
final class RestartDelay {
    private static final double SPREAD = 0.25;

    private final Duration shortest;
    private final Duration ceiling;
    private final Duration stableAfter;
    private final SplitMix64 random;
    private Duration next;

    /** @param stableAfter a worker that ran for so long was no failed start */
    RestartDelay(Duration shortest, Duration ceiling, Duration stableAfter, SplitMix64 random) {
        this.shortest = shortest;
        this.ceiling = ceiling;
        this.stableAfter = stableAfter;
        this.random = random;
        this.next = shortest;
    }

    /** Something else is to be run. */
    void reset() {
        next = shortest;
    }

    void onRan(Duration ran) {
        if (ran.compareTo(stableAfter) >= 0) {
            reset();
        }
    }

    /** To be asked once a failure. */
    long nextNs() {
        double factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
        long delayNs = Math.max(1, (long) (next.toNanos() * factor));
        next = next.compareTo(ceiling.dividedBy(2)) > 0 ? ceiling : next.multipliedBy(2);
        return delayNs;
    }
}
