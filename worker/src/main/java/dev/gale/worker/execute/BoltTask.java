package dev.gale.worker.execute;

import dev.gale.hooks.info.BoltAckInfo;
import dev.gale.hooks.info.BoltFailInfo;
import dev.gale.spout.TupleFailure;
import dev.gale.task.IBolt;
import dev.gale.task.IOutputCollector;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.tuple.Tuple;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.ack.RootId;
import dev.gale.worker.emit.OutStream;
import dev.gale.worker.emit.TaskEmitter;
import dev.gale.worker.plan.ComponentPlan;
import dev.gale.worker.report.StreamIn;
import dev.gale.worker.report.TaskCounters;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * A task of a bolt, and the collector that its user code holds. The collector may be called by any thread: on the
 * executor's it acts at once, for others the executor acts later, in the order of each thread's calls.
 */
final class BoltTask extends UserTask implements IOutputCollector, TaskEmitter.AnchorCheck {
    /** Streams as which a bolt's reports to spouts appear in emit hooks; hooks written for Storm count them. */
    private static final String ACK_STREAM = "__ack_ack";

    private static final String FAIL_STREAM = "__ack_fail";

    private final BoltExecutor executor;
    private final AckSender acks;
    private final boolean tracking;
    /** By stream index; null for streams that this task doesn't receive. */
    private final StreamIn[] inputs;

    private IBolt bolt;
    /** When execute was entered with the present tuple; only kept for hooks. */
    private long executeStartNs;

    BoltTask(
            int id,
            ComponentPlan component,
            TaskCounters counters,
            Supplier<TopologyContext> contexts,
            BoltExecutor executor,
            AckSender acks,
            StreamIn[] inputs) {
        super(id, component, counters, contexts, executor);
        this.executor = executor;
        this.acks = acks;
        this.tracking = executor.services.tracking();
        this.inputs = inputs;
    }

    @Override
    void openInstance(Object instance) {
        bolt = (IBolt) instance;
        bolt.prepare(component.conf(), context, new OutputCollector(this));
    }

    @Override
    void closeInstance() {
        bolt.cleanup();
    }

    /** The counters of a stream that this task receives. */
    StreamIn input(int streamIndex) {
        return inputs[streamIndex];
    }

    /** How many tuples this task has executed so far. */
    long executed() {
        long sum = 0;
        for (StreamIn in : inputs) {
            sum += in == null ? 0 : in.executed.get();
        }
        return sum;
    }

    /** Runs the user's code on one tuple. What that throws is dealt with here. */
    void execute(Envelope tuple) {
        execute(tuple, inputs[tuple.origin().streamIndex()]);
    }

    /** The same, when the counters of its stream are known. */
    void execute(Envelope tuple, StreamIn in) {
        try {
            if (isObserved()) {
                executeWithHooks(tuple);
            } else {
                bolt.execute(tuple);
            }
        } catch (Throwable error) {
            threwInExecute(tuple, error);
        }
        // After the call: when as many are executed as were transferred, nothing more can come of them.
        in.executed.increment();
    }

    void threwInExecute(Envelope tuple, Throwable error) {
        executor.userCodeThrew(this, tuple, error, "in execute");
    }

    /** The user's bolt, if nothing but it need be called for a tuple; null when hooks want to know, too. */
    IBolt plainBolt() {
        return isObserved() ? null : bolt;
    }

    private void executeWithHooks(Envelope tuple) {
        executeStartNs = executor.services.clock().nanoTime();
        bolt.execute(tuple);
        new dev.gale.hooks.info.BoltExecuteInfo(tuple, id, sinceExecuteMs()).applyOn(context);
    }

    private Long sinceExecuteMs() {
        return (executor.services.clock().nanoTime() - executeStartNs) / 1_000_000;
    }

    // --- IOutputCollector ---

    @Override
    public List<Integer> emit(String streamId, Collection<Tuple> anchors, List<Object> values) {
        if (!executor.isOwner()) {
            return emitLater(streamId, anchors, values);
        }
        OutStream stream = stream(streamId, values);
        List<Integer> tasks;
        if (anchors == null || anchors.isEmpty() || !tracking) {
            tasks = emitter.emit(stream, values);
        } else if (anchors.size() == 1) {
            Tuple anchor = anchors instanceof List<Tuple> list
                    ? list.get(0)
                    : anchors.iterator().next();
            tasks = emitter.emitAnchored(stream, check(anchor), values);
        } else {
            tasks = emitter.emitAnchored(stream, anchors, values);
        }
        if (isObserved()) {
            tellOfEmit(values, streamId, tasks);
        }
        return tasks;
    }

    @Override
    public List<Integer> emit(String streamId, Tuple anchor, List<Object> values) {
        if (!executor.isOwner()) {
            return emitLater(streamId, List.of(anchor), values);
        }
        OutStream stream = stream(streamId, values);
        List<Integer> tasks =
                tracking ? emitter.emitAnchored(stream, check(anchor), values) : emitter.emit(stream, values);
        if (isObserved()) {
            tellOfEmit(values, streamId, tasks);
        }
        return tasks;
    }

    private List<Integer> emitLater(String streamId, Collection<Tuple> anchors, List<Object> values) {
        PendingResult result = new PendingResult();
        executor.enqueueForeign(
                this,
                () -> {
                    try {
                        result.complete(emit(streamId, anchors, values));
                    } catch (RuntimeException error) {
                        result.fail(error);
                        executor.foreignCallFailed(this, anchors, error);
                    }
                },
                () -> result.fail(new IllegalStateException("task " + id + " of component " + component.id()
                        + " has ended; what is emitted now goes nowhere")));
        return result;
    }

    @Override
    public void emitDirect(int taskId, String streamId, Collection<Tuple> anchors, List<Object> values) {
        if (!executor.isOwner()) {
            executor.enqueueForeign(
                    this,
                    () -> {
                        try {
                            emitDirect(taskId, streamId, anchors, values);
                        } catch (RuntimeException error) {
                            executor.foreignCallFailed(this, anchors, error);
                        }
                    },
                    BoltTask::dropLateCall);
            return;
        }
        emitter.emitDirect(stream(streamId, values), taskId, values, tracking ? anchors : null, RootId.NONE);
        if (isObserved()) {
            tellOfEmit(values, streamId, List.of(taskId));
        }
    }

    @Override
    public void ack(Tuple input) {
        if (!executor.isOwner()) {
            executor.enqueueForeign(this, () -> ack(input), BoltTask::dropLateCall);
            return;
        }
        if (executor.hasForeignCalls()) {
            executor.runForeign();
        }
        Envelope tuple = received(input, "acked");
        if (tuple == null) {
            return;
        }
        if (!tracking) {
            tuple.markAcked();
            return;
        }
        inputs[tuple.origin().streamIndex()].acked.increment();
        if (isObserved()) {
            tellOfAck(tuple);
        }
        contribute(tuple);
        tuple.markAcked();
    }

    private void tellOfAck(Envelope tuple) {
        if (hasHooks()) {
            for (int i = 0; i < tuple.rootCount(); i++) {
                tellEmitHooks(List.of(tuple.root(i), tuple.xor(i)), ACK_STREAM, List.of());
            }
            new BoltAckInfo(tuple, id, sinceExecuteMs()).applyOn(context);
        }
    }

    /** Reports that a tuple is done and what came into being instead. */
    private void contribute(Envelope tuple) {
        if (tuple.root() == RootId.NONE) {
            return;
        }
        if (tuple.hasFurtherRoots()) {
            for (int i = 0; i < tuple.rootCount(); i++) {
                acks.add(tuple.root(i), tuple.xor(i));
            }
            return;
        }
        if (tuple.isReportedByEmitter()) {
            return;
        }
        long contribution = tuple.xor();
        EdgedEnvelope child = emitter.unsentChildOf(tuple);
        if (child != null) {
            // Nobody has seen the child yet: it takes over this tuple's place in the tree and nothing need be sent.
            child.takeOver(contribution);
        } else {
            acks.add(tuple.root(), contribution);
        }
    }

    @Override
    public void fail(Tuple input) {
        if (!executor.isOwner()) {
            executor.enqueueForeign(this, () -> fail(input), BoltTask::dropLateCall);
            return;
        }
        executor.runForeign();
        Envelope tuple = received(input, "failed");
        if (tuple != null) {
            fail(tuple, TupleFailure.Reason.EXPLICIT, null);
        }
    }

    void fail(Envelope tuple, TupleFailure.Reason reason, String message) {
        tuple.markFailed();
        if (!tracking) {
            return;
        }
        inputs[tuple.origin().streamIndex()].failed.increment();
        counters.failures(reason).increment();
        // Before the hooks, which may throw.
        failRoots(tuple, reason, message);
        if (hasHooks()) {
            for (int i = 0; i < tuple.rootCount(); i++) {
                tellEmitHooks(List.of(tuple.root(i)), FAIL_STREAM, List.of());
            }
            new BoltFailInfo(tuple, id, sinceExecuteMs()).applyOn(context);
        }
    }

    private void failRoots(Envelope tuple, TupleFailure.Reason reason, String message) {
        for (int i = 0; i < tuple.rootCount(); i++) {
            acks.fail(new FailSignal(tuple.root(i), reason, component.id(), id, streamOf(tuple), message));
        }
    }

    @Override
    public void resetTimeout(Tuple input) {
        if (!executor.isOwner()) {
            executor.enqueueForeign(this, () -> resetTimeout(input), BoltTask::dropLateCall);
            return;
        }
        if (input instanceof Envelope tuple && tracking) {
            for (int i = 0; i < tuple.rootCount(); i++) {
                acks.resetTimeout(tuple.root(i));
            }
        }
    }

    @Override
    public void reportError(Throwable error) {
        reportError(error, "reported " + error);
    }

    // --- misuse ---

    /** The envelope that this task has received and neither acked nor failed yet; else null, and that is reported. */
    private Envelope received(Tuple input, String verb) {
        if (!(input instanceof Envelope tuple) || tuple.destinationTask() != id) {
            misuse(verb + " a tuple that task " + id + " of component " + component.id()
                    + " has not received; ack and fail belong to the task whose execute was given the tuple: " + input);
            return null;
        }
        if (!tuple.isLive()) {
            misuse(verb + " a tuple that it has " + tuple.state().name().toLowerCase(java.util.Locale.ROOT)
                    + " already; ack or fail each tuple once: " + input);
            return null;
        }
        return tuple;
    }

    /**
     * A tuple whose ack has gone out can get no more children: its tree may be complete already. So the new tuple isn't
     * tracked, and the tree, if it is still open, fails and is replayed.
     */
    @Override
    public Envelope check(Tuple anchor) {
        if (!(anchor instanceof Envelope tuple) || tuple.destinationTask() != id) {
            misuse("emitted a tuple anchored on one that task " + id + " of component " + component.id()
                    + " has not received: " + anchor);
            return null;
        }
        if (!tuple.isLive()) {
            misuse("emitted a tuple anchored on one that it has "
                    + tuple.state().name().toLowerCase(java.util.Locale.ROOT)
                    + " already; emit first, then ack: " + anchor);
            failRoots(tuple, TupleFailure.Reason.MISUSE, "something was anchored on a tuple after its ack");
            return null;
        }
        return tuple;
    }

    static String streamOf(Envelope tuple) {
        return tuple.getSourceComponent() + "/" + tuple.getSourceStreamId();
    }

    /** When a task has ended, its acks and fails are late, as those of a process that has died. */
    private static void dropLateCall() {
        // The trees they belong to time out at their spouts.
    }

    List<Envelope> liveOf(Collection<Tuple> anchors) {
        List<Envelope> live = new ArrayList<>();
        if (anchors != null) {
            for (Tuple anchor : anchors) {
                if (anchor instanceof Envelope tuple && tuple.destinationTask() == id && tuple.isLive()) {
                    live.add(tuple);
                }
            }
        }
        return live;
    }
}
