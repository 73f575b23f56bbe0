package dev.gale.worker.execute;

import dev.gale.hooks.info.SpoutAckInfo;
import dev.gale.hooks.info.SpoutFailInfo;
import dev.gale.spout.IFailureAwareSpout;
import dev.gale.spout.ISpout;
import dev.gale.spout.ISpoutOutputCollector;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.spout.TupleFailure;
import dev.gale.task.TopologyContext;
import dev.gale.worker.ack.RootId;
import dev.gale.worker.emit.OutStream;
import dev.gale.worker.plan.ComponentPlan;
import dev.gale.worker.report.TaskCounters;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A task of a spout, and the collector that its user code holds. The collector is for the executor's thread alone: the
 * spout is called by that thread and has no reason to emit from another.
 */
final class SpoutTask extends UserTask implements ISpoutOutputCollector {
    private final SpoutExecutor executor;

    private ISpout spout;
    private boolean active;
    /** How many tuples this task has emitted; tells whether a call of nextTuple found anything. */
    private long emits;

    SpoutTask(
            int id,
            ComponentPlan component,
            TaskCounters counters,
            Supplier<TopologyContext> contexts,
            SpoutExecutor executor) {
        super(id, component, counters, contexts, executor);
        this.executor = executor;
    }

    @Override
    void openInstance(Object instance) {
        spout = (ISpout) instance;
        active = false;
        spout.open(component.conf(), context, new SpoutOutputCollector(this));
    }

    @Override
    void closeInstance() {
        spout.close();
    }

    /** Calls activate or deactivate if that is a change. */
    void setActive(boolean wanted) {
        if (wanted != active) {
            active = wanted;
            if (wanted) {
                spout.activate();
            } else {
                spout.deactivate();
            }
        }
    }

    /** @return whether it emitted anything */
    boolean nextTuple() {
        long before = emits;
        spout.nextTuple();
        return emits != before;
    }

    void acked(Object messageId, OutStream stream, long latencyNs) {
        stream.counters().acked.increment();
        if (isObserved()) {
            new SpoutAckInfo(messageId, id, latencyNs / 1_000_000).applyOn(context);
        }
        spout.ack(messageId);
    }

    void failed(Object messageId, OutStream stream, TupleFailure failure) {
        stream.counters().failed.increment();
        counters.failures(failure.reason()).increment();
        if (hasHooks()) {
            new SpoutFailInfo(messageId, id, failure.age().toMillis()).applyOn(context);
        }
        if (spout instanceof IFailureAwareSpout aware) {
            aware.fail(messageId, failure);
        } else {
            spout.fail(messageId);
        }
    }

    // --- ISpoutOutputCollector ---

    @Override
    public List<Integer> emit(String streamId, List<Object> values, Object messageId) {
        return emit(streamId, values, messageId, executor.messageTimeoutNs());
    }

    @Override
    public List<Integer> emit(String streamId, List<Object> values, Object messageId, Duration timeout) {
        if (timeout == null || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "the timeout of a tuple must be positive, was " + timeout + "; leave it out for the topology's");
        }
        return emit(streamId, values, messageId, timeout.toNanos());
    }

    private List<Integer> emit(String streamId, List<Object> values, Object messageId, long timeoutNs) {
        checkThread();
        OutStream stream = stream(streamId, values);
        emits++;
        List<Integer> tasks;
        if (messageId == null) {
            tasks = emitter.emit(stream, values);
        } else if (executor.isTracking()) {
            long root = executor.open(messageId, stream, timeoutNs);
            try {
                tasks = emitter.emitRoot(stream, values, root);
            } catch (RuntimeException | Error error) {
                executor.abandon(root);
                throw error;
            }
            executor.seal(root, emitter.takeEdges());
        } else {
            tasks = emitter.emit(stream, values);
            acked(messageId, stream, 0);
        }
        if (isObserved()) {
            tellOfEmit(values, streamId, tasks);
        }
        return tasks;
    }

    @Override
    public void emitDirect(int taskId, String streamId, List<Object> values, Object messageId) {
        checkThread();
        OutStream stream = stream(streamId, values);
        emits++;
        if (messageId == null || !executor.isTracking()) {
            emitter.emitDirect(stream, taskId, values, null, RootId.NONE);
            if (messageId != null) {
                acked(messageId, stream, 0);
            }
        } else {
            long root = executor.open(messageId, stream, executor.messageTimeoutNs());
            try {
                emitter.emitDirect(stream, taskId, values, null, root);
            } catch (RuntimeException | Error error) {
                executor.abandon(root);
                throw error;
            }
            executor.seal(root, emitter.takeEdges());
        }
        if (isObserved()) {
            tellOfEmit(values, streamId, List.of(taskId));
        }
    }

    private void checkThread() {
        if (!executor.isOwner()) {
            throw new IllegalStateException("component " + component.id() + ", task " + id + ": a spout emits only"
                    + " within its own open, nextTuple, ack and fail, on its executor's thread; this is thread "
                    + Thread.currentThread().getName() + ". Put what other threads find into a queue and take it from"
                    + " there in nextTuple");
        }
    }

    @Override
    public long getPendingCount() {
        return executor.pending();
    }

    @Override
    public void reportError(Throwable error) {
        reportError(error, "reported " + error);
    }
}
