package dev.gale.worker.execute;

import java.time.Duration;

/** The pauses before restarts: each twice the one before, from the shortest again after a good time. */
final class Backoff {
    private final long minNs;
    private final long maxNs;
    private long nextNs;
    private long lastFailureNs;
    private boolean failedBefore;

    Backoff(Duration min, Duration max) {
        this.minNs = min.toNanos();
        this.maxNs = max.toNanos();
        this.nextNs = minNs;
    }

    /** How long to pause after a failure now. */
    long afterFailure(long nowNs) {
        if (failedBefore && nowNs - lastFailureNs > 2 * maxNs) {
            nextNs = minNs;
        }
        failedBefore = true;
        lastFailureNs = nowNs;
        long pause = nextNs;
        nextNs = Math.min(maxNs, Math.max(1, 2 * nextNs));
        return pause;
    }
}
