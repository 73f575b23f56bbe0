package dev.gale.worker.report;

import dev.gale.kernel.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The errors of one topology: counted all, kept the newest few per component, logged and passed on at a bounded rate.
 * Thread-safe; errors are rare, so a lock will do.
 */
public final class ErrorLog {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
    private static final int KEPT_PER_COMPONENT = 10;

    private final String topology;
    private final Clock clock;
    private final long intervalNs;
    private final int maxLoggedPerInterval;
    private final Consumer<ErrorReport> onLogged;
    private final Map<String, OfComponent> components = new LinkedHashMap<>();

    private static final class OfComponent {
        private final Deque<ErrorReport> newest = new ArrayDeque<>();
        private long count;
        private long intervalStartNs;
        private int loggedInInterval;
        private long silenced;
    }

    /**
     * @param maxLoggedPerInterval how many errors of a component are logged an interval; the rest is only counted
     * @param onLogged given each that is logged, on the thread that adds it; must not wait
     */
    public ErrorLog(
            String topology, Clock clock, long intervalSecs, int maxLoggedPerInterval, Consumer<ErrorReport> onLogged) {
        this.topology = topology;
        this.clock = clock;
        this.intervalNs = TimeUnit.SECONDS.toNanos(intervalSecs);
        this.maxLoggedPerInterval = maxLoggedPerInterval;
        this.onLogged = onLogged;
    }

    public synchronized void add(ErrorReport report) {
        OfComponent of = components.computeIfAbsent(report.component(), c -> new OfComponent());
        of.count++;
        of.newest.addFirst(report);
        if (of.newest.size() > KEPT_PER_COMPONENT) {
            of.newest.removeLast();
        }
        long nowNs = clock.nanoTime();
        if (of.count == 1 || nowNs - of.intervalStartNs >= intervalNs) {
            of.intervalStartNs = nowNs;
            of.loggedInInterval = 0;
        }
        if (of.loggedInInterval++ >= maxLoggedPerInterval) {
            of.silenced++;
            return;
        }
        String more = of.silenced == 0 ? "" : " (" + of.silenced + " more of this component were not logged)";
        of.silenced = 0;
        LOG.error(
                "{}: {} task {}: {}{}{}{}",
                topology,
                report.component(),
                report.task(),
                report.message(),
                report.aside(),
                report.stream() == null ? "" : "; tuple of " + report.stream() + ": " + report.tuple(),
                more,
                report.error());
        onLogged.accept(report);
    }

    /** The newest errors of a component, newest first; empty when there was none. */
    public synchronized List<ErrorReport> newest(String component) {
        OfComponent of = components.get(component);
        return of == null ? List.of() : List.copyOf(of.newest);
    }

    /** The newest errors of all components, newest first within each. */
    public synchronized List<ErrorReport> newest() {
        List<ErrorReport> all = new ArrayList<>();
        components.values().forEach(of -> all.addAll(of.newest));
        return all;
    }

    /** How many errors a component has reported. */
    public synchronized long count(String component) {
        OfComponent of = components.get(component);
        return of == null ? 0 : of.count;
    }
}
