package dev.gale.worker.emit;

import dev.gale.worker.report.StreamOut;
import dev.gale.worker.tuple.Origin;
import java.util.Map;
import java.util.Set;

/**
 * One output stream of one task with everything that an emit on it needs. Confined to the task's executor.
 */
public final class OutStream {
    final Origin origin;
    final int arity;
    final Route[] routes;
    /** Whether somebody subscribes by direct grouping, which forbids plain emits. */
    final boolean direct;
    /** Tasks that subscribe by direct grouping. */
    final Map<Integer, Target> directTargets;
    /** Tasks that subscribe by another grouping, which forbids direct emits to them. */
    final Set<Integer> regularTasks;

    private final StreamOut counters;

    public OutStream(
            Origin origin,
            Route[] routes,
            boolean direct,
            Map<Integer, Target> directTargets,
            Set<Integer> regularTasks,
            StreamOut counters) {
        this.origin = origin;
        this.arity = origin.fields().size();
        this.routes = routes;
        this.direct = direct;
        this.directTargets = directTargets;
        this.regularTasks = regularTasks;
        this.counters = counters;
    }

    public Origin origin() {
        return origin;
    }

    public StreamOut counters() {
        return counters;
    }
}
