package dev.gale.worker.transport;

import dev.gale.kernel.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;

/** Logs why connections ended, a line a kind and interval at most: strangers mustn't fill the log. Thread-safe. */
final class RefusalLog {
    private static final long INTERVAL_NS = Duration.ofSeconds(10).toNanos();

    private static final class Kind {
        private boolean logged;
        private long loggedNs;
        private long suppressed;
    }

    private final Logger log;
    private final Clock clock;
    private final Map<Refusal.Reason, Kind> kinds = new EnumMap<>(Refusal.Reason.class);

    RefusalLog(Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** @param line what happened */
    synchronized void add(Refusal.Reason reason, String line) {
        long nowNs = clock.nanoTime();
        Kind kind = kinds.computeIfAbsent(reason, any -> new Kind());
        if (kind.logged && nowNs - kind.loggedNs < INTERVAL_NS) {
            kind.suppressed++;
            return;
        }
        log.warn("{}{}", line, kind.suppressed == 0 ? "" : " (and " + kind.suppressed + " more of this kind before)");
        kind.logged = true;
        kind.loggedNs = nowNs;
        kind.suppressed = 0;
    }
}
