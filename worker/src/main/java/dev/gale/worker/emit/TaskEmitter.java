package dev.gale.worker.emit;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.tuple.Tuple;
import dev.gale.worker.ack.RootId;
import dev.gale.worker.ack.TreeMarks;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.report.StreamOut;
import dev.gale.worker.route.Grouper;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.PlainEnvelope;
import dev.gale.worker.tuple.SharedValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Emits the tuples of one task. Confined to the task's executor.
 *
 * <p>An emit belongs to a new tree ({@link #emitRoot}), to the trees of its anchors ({@link #emitAnchored}), or to
 * none. Each copy that goes by a queue gets an edge id of its own per anchor; the edges are xored into the anchors, or
 * returned for the new root, before any receiver can see the copy. A copy that is executed within its emission gets one
 * only if it isn't acked when the call returns; if it is, its emitter reports what it has left behind.
 */
public final class TaskEmitter {
    /** Told of anchors that can't be anchors; see {@link #check}. */
    public interface AnchorCheck {
        /**
         * @param anchor what user code passed as an anchor
         * @return the envelope to anchor on, or null when it can't be one (already acked, or not received by this task)
         *     and that has been reported
         */
        Envelope check(Tuple anchor);
    }

    private final String component;
    private final Map<String, OutStream> streams;
    private final Outboxes outboxes;
    private final SplitMix64 random;
    private final AnchorCheck anchorCheck;
    private final TreeMarks marks;

    /** Xor of the edges of the emit under way. */
    private long edges;

    /** The last parent of a tuple that went to an outbox and is in one tree, that tuple, and the outboxes' epoch then. */
    private Envelope foldableParent;

    private EdgedEnvelope foldableChild;
    private int foldableEpoch;

    public TaskEmitter(
            String component,
            Map<String, OutStream> streams,
            Outboxes outboxes,
            SplitMix64 random,
            AnchorCheck anchorCheck,
            TreeMarks marks) {
        this.component = component;
        this.streams = streams;
        this.outboxes = outboxes;
        this.random = random;
        this.anchorCheck = anchorCheck;
        this.marks = marks;
    }

    /**
     * The stream of that name, checked against the values that are to be emitted on it.
     *
     * @throws IllegalArgumentException unknown stream, or not as many values as it has fields
     */
    public OutStream stream(String streamId, List<Object> values) {
        OutStream stream = streamId == null ? null : streams.get(streamId);
        if (stream == null) {
            throw new IllegalArgumentException("Unknown stream ID: " + streamId + "; component " + component
                    + " declares " + streams.keySet() + " in declareOutputFields");
        }
        if (values.size() != stream.arity()) {
            throw new IllegalArgumentException("Tuple created with wrong number of fields. Expected " + stream.arity()
                    + " fields but got " + values.size() + " fields; component " + component + " declares "
                    + stream.origin.fields() + " for stream " + streamId + " and emitted " + values);
        }
        return stream;
    }

    /** Whether the task declares a stream of that name. */
    public boolean hasStream(String streamId) {
        return streams.containsKey(streamId);
    }

    /** Emits tuples that belong to no tree. */
    public List<Integer> emit(OutStream stream, List<Object> values) {
        if (!stream.hasOnlyTarget) {
            return emit(stream, values, null, null, RootId.NONE);
        }
        count(stream);
        deliver(stream.onlyCall, stream.onlyOutbox, new PlainEnvelope(stream.onlyLink, values));
        return stream.onlyTask;
    }

    /**
     * Emits tuples into a new tree.
     *
     * @param root from the pending table, not sealed yet; the edges are then in {@link #takeEdges}
     */
    public List<Integer> emitRoot(OutStream stream, List<Object> values, long root) {
        if (!stream.hasOnlyTarget) {
            return emit(stream, values, null, null, root);
        }
        count(stream);
        edges = deliverRoot(stream.onlyCall, stream.onlyOutbox, stream.onlyLink, values, root);
        return stream.onlyTask;
    }

    /**
     * Emits tuples into the trees of one anchor.
     *
     * @param parent as {@link AnchorCheck} answers; null when it can't be one
     */
    public List<Integer> emitAnchored(OutStream stream, Envelope parent, List<Object> values) {
        if (parent == null || parent.root() == RootId.NONE) {
            return emit(stream, values);
        }
        if (!stream.hasOnlyTarget || parent.hasFurtherRoots()) {
            return emit(stream, values, parent, null, RootId.NONE);
        }
        count(stream);
        deliverAnchored(stream.onlyCall, stream.onlyOutbox, stream.onlyLink, values, parent);
        return stream.onlyTask;
    }

    /** Emits tuples into the trees of several anchors; one that is listed twice counts twice, which is legal. */
    public List<Integer> emitAnchored(OutStream stream, Collection<Tuple> anchors, List<Object> values) {
        return emit(stream, values, null, parents(anchors), RootId.NONE);
    }

    /** Counted before it is sent: a fused receiver counts what it executes before it has been sent. */
    private static void count(OutStream stream) {
        StreamOut counters = stream.counters();
        counters.emitted.increment();
        counters.transferred.increment();
    }

    private void deliver(FusedEdge call, Outbox outbox, Envelope copy) {
        if (call != null && call.isOpen()) {
            call.execute(copy);
        } else {
            outboxes.add(outbox, copy);
        }
    }

    /** Sends a first tuple of a tree; answers the xor of the edges that are under way now, 0 when all has been acked. */
    private long deliverRoot(FusedEdge call, Outbox outbox, Link link, List<Object> values, long root) {
        if (call != null && call.isOpen()) {
            PlainEnvelope copy = new PlainEnvelope(link, values, root);
            call.execute(copy);
            return edgesAfterCall(copy);
        }
        return queueRoot(outbox, link, values, root);
    }

    /** Apart from the call, as below: what is small is compiled into its callers. */
    private long queueRoot(Outbox outbox, Link link, List<Object> values, long root) {
        long edge = random.nextNonZeroLong();
        if (outbox.leavesWorker()) {
            mark(root, outbox);
        }
        outboxes.add(outbox, new EdgedEnvelope(link, values, root, edge));
        return edge;
    }

    /** Sends a tuple that is anchored on one in one tree. */
    private void deliverAnchored(FusedEdge call, Outbox outbox, Link link, List<Object> values, Envelope parent) {
        if (call != null && call.isOpen()) {
            PlainEnvelope copy = new PlainEnvelope(link, values, parent.root());
            call.execute(copy);
            long underWay = edgesAfterCall(copy);
            if (underWay != 0) {
                adopt(parent, underWay);
            }
        } else {
            queueAnchored(outbox, link, values, parent);
        }
    }

    private void queueAnchored(Outbox outbox, Link link, List<Object> values, Envelope parent) {
        long edge = random.nextNonZeroLong();
        parent.addChild(edge);
        EdgedEnvelope copy = new EdgedEnvelope(link, values, parent.root(), edge);
        if (outbox.leavesWorker()) {
            mark(parent.root(), outbox);
        }
        outboxes.add(outbox, copy);
        if (parent instanceof EdgedEnvelope) {
            // A parent without an edge has no place in the tree that the child could take over.
            foldableParent = parent;
            foldableChild = copy;
            foldableEpoch = outboxes.epoch();
        }
    }

    /**
     * The xor of the edges that are under way after a tuple was executed within its emission. If it isn't acked it gets
     * an edge now. One that has failed doesn't take it, but its tree must still not become complete before the failure
     * gets there.
     */
    private long edgesAfterCall(PlainEnvelope copy) {
        if (copy.isAcked()) {
            return copy.leftBehind();
        }
        long edge = random.nextNonZeroLong();
        if (copy.isLive()) {
            copy.setEdge(edge);
        }
        return edge;
    }

    private void mark(long root, Outbox outbox) {
        int worker = outbox.worker();
        if (worker >= 0) {
            marks.sentTo(root, worker);
        }
    }

    private void adopt(Envelope parent, long underWay) {
        if (parent.isLive()) {
            parent.addChild(underWay);
        } else {
            // Acked within the very emit that is anchored on it.
            anchorCheck.check(parent);
        }
    }

    private List<Envelope> parents(Collection<Tuple> anchors) {
        List<Envelope> parents = new ArrayList<>(anchors.size());
        for (Tuple anchor : anchors) {
            Envelope parent = anchorCheck.check(anchor);
            if (parent != null && parent.root() != RootId.NONE) {
                parents.add(parent);
            }
        }
        return parents.isEmpty() ? null : parents;
    }

    private List<Integer> emit(
            OutStream stream, List<Object> values, Envelope parent, List<Envelope> parents, long root) {
        if (stream.direct) {
            throw new IllegalArgumentException("Cannot do regular emit to direct stream; stream "
                    + stream.origin.streamId() + " of component " + component
                    + " has a subscriber with direct grouping: use emitDirect");
        }
        StreamOut counters = stream.counters();
        counters.emitted.increment();
        edges = 0;
        Route[] routes = stream.routes;
        if (routes.length == 1) {
            Route route = routes[0];
            int chosen = route.grouper.choose(values);
            if (chosen >= 0) {
                Target target = route.targets[chosen];
                // Counted before it is sent: a fused receiver counts what it executes before send returns.
                counters.transferred.increment();
                send(values, target, parent, parents, root);
                return target.asList();
            }
            List<Integer> tasks = new ArrayList<>();
            SharedValues shared = stream.share(values);
            sendToMany(counters, values, shared, route, chosen, parent, parents, root, tasks);
            end(shared);
            return tasks;
        }
        if (routes.length == 0) {
            return List.of();
        }
        List<Integer> tasks = new ArrayList<>();
        SharedValues shared = stream.share(values);
        for (Route route : routes) {
            int chosen = route.grouper.choose(values);
            if (chosen >= 0) {
                Target target = route.targets[chosen];
                counters.transferred.increment();
                send(valuesFor(target, values, shared), target, parent, parents, root);
                tasks.add(target.task());
            } else {
                sendToMany(counters, values, shared, route, chosen, parent, parents, root, tasks);
            }
        }
        end(shared);
        return tasks;
    }

    /** Values for one of several receivers. */
    private static List<Object> valuesFor(Target target, List<Object> values, SharedValues shared) {
        return shared != null && target.outbox().encodes() ? shared.join() : values;
    }

    private static void end(SharedValues shared) {
        if (shared != null) {
            shared.leave();
        }
    }

    private void sendToMany(
            StreamOut counters,
            List<Object> values,
            SharedValues shared,
            Route route,
            int chosen,
            Envelope parent,
            List<Envelope> parents,
            long root,
            List<Integer> tasks) {
        Target[] targets = route.targets;
        if (chosen == Grouper.ALL) {
            counters.transferred.add(targets.length);
            for (Target target : targets) {
                send(valuesFor(target, values, shared), target, parent, parents, root);
                tasks.add(target.task());
            }
        } else {
            int[] positions = route.grouper.chosen();
            counters.transferred.add(positions.length);
            for (int position : positions) {
                Target target = targets[position];
                send(valuesFor(target, values, shared), target, parent, parents, root);
                tasks.add(target.task());
            }
        }
    }

    /** Emits to one task that subscribes by direct grouping; to one that doesn't subscribe at all nothing goes. */
    public void emitDirect(OutStream stream, int task, List<Object> values, Collection<Tuple> anchors, long root) {
        if (stream.regularTasks.contains(task)) {
            throw new IllegalArgumentException("Cannot emitDirect to a task expecting a regular grouping; task " + task
                    + " subscribes to stream " + stream.origin.streamId() + " of component " + component
                    + " without directGrouping");
        }
        stream.counters().emitted.increment();
        edges = 0;
        Target target = stream.directTargets.get(task);
        if (target != null) {
            List<Envelope> parents = anchors == null || anchors.isEmpty() ? null : parents(anchors);
            stream.counters().transferred.increment();
            send(values, target, null, parents, root);
        }
    }

    private void send(List<Object> values, Target target, Envelope parent, List<Envelope> parents, long root) {
        FusedEdge call = target.fused();
        if (root != RootId.NONE) {
            edges ^= deliverRoot(call, target.outbox(), target.link(), values, root);
        } else if (parent == null && parents == null) {
            deliver(call, target.outbox(), new PlainEnvelope(target.link(), values));
        } else if (parents == null && !parent.hasFurtherRoots()) {
            deliverAnchored(call, target.outbox(), target.link(), values, parent);
        } else {
            EdgedEnvelope copy = new EdgedEnvelope(target.link(), values);
            if (parents == null) {
                anchor(copy, parent);
            } else {
                for (Envelope one : parents) {
                    anchor(copy, one);
                }
            }
            if (target.outbox().leavesWorker()) {
                for (int i = 0; i < copy.rootCount(); i++) {
                    mark(copy.root(i), target.outbox());
                }
            }
            // It may be in trees that the anchor isn't in: then the anchor's ack can't be folded into it.
            deliver(call, target.outbox(), copy);
        }
    }

    private void anchor(EdgedEnvelope copy, Envelope parent) {
        long edge = random.nextNonZeroLong();
        parent.addChild(edge);
        copy.addRoot(parent.root(), edge);
        if (parent.hasFurtherRoots()) {
            for (int i = 1; i < parent.rootCount(); i++) {
                copy.addRoot(parent.root(i), edge);
            }
        }
    }

    /**
     * The newest tuple that was anchored on {@code parent} alone and still waits in an outbox, so that nobody has seen
     * its edge yet; null when there is none, or something else has been anchored since.
     */
    public EdgedEnvelope unsentChildOf(Envelope parent) {
        return foldableParent == parent && foldableEpoch == outboxes.epoch() ? foldableChild : null;
    }

    /** Xor of the edges of all copies of the last emit. */
    public long takeEdges() {
        return edges;
    }
}
