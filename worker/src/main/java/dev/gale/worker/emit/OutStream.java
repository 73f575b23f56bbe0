package dev.gale.worker.emit;

import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.report.StreamOut;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import dev.gale.worker.tuple.SharedValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One output stream of one task with everything that an emit on it needs. Confined to the task's executor.
 */
public final class OutStream {
    final Origin origin;
    private final int arity;
    final Route[] routes;
    /**
     * Whether every plain emit goes to the same single task. What that emit needs is then here at hand: it is a chain of
     * loads from one object to the next that a call from bolt to bolt waits for, so the chain is kept short.
     */
    final boolean hasOnlyTarget;

    final Link onlyLink;
    final FusedEdge onlyCall;
    final Outbox onlyOutbox;
    final List<Integer> onlyTask;
    /** Whether somebody subscribes by direct grouping, which forbids plain emits. */
    final boolean direct;
    /** Whether several of the receivers get encoded tuples, so that an emit may go to more than one of these. */
    private final boolean sharesValues;
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
        int position = direct || routes.length != 1 ? -1 : routes[0].grouper.only();
        this.hasOnlyTarget = position >= 0;
        Target only = hasOnlyTarget ? routes[0].targets[position] : null;
        this.onlyLink = hasOnlyTarget ? only.link() : null;
        this.onlyCall = hasOnlyTarget ? only.fused() : null;
        this.onlyOutbox = hasOnlyTarget ? only.outbox() : null;
        this.onlyTask = hasOnlyTarget ? only.asList() : null;
        this.direct = direct;
        this.sharesValues = Arrays.stream(routes)
                        .flatMap(route -> Arrays.stream(route.targets))
                        .filter(target -> target.outbox().encodes())
                        .count()
                > 1;
        this.directTargets = directTargets;
        this.regularTasks = regularTasks;
        this.counters = counters;
    }

    /** How many values a tuple of this stream has. */
    public int arity() {
        return arity;
    }

    /** For an emit that may have several receivers: what its encoded copies share; null when there can't be two. */
    SharedValues share(List<Object> values) {
        return sharesValues ? new SharedValues(values) : null;
    }

    public Origin origin() {
        return origin;
    }

    public StreamOut counters() {
        return counters;
    }
}
