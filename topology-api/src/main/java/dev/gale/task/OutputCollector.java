package dev.gale.task;

import dev.gale.tuple.Tuple;
import dev.gale.utils.Utils;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Through which a bolt emits, acks and fails; the runtime passes it to {@link IBolt#prepare}.
 *
 * <p>Emitting with anchors makes the new tuple part of the trees that the anchors belong to: the spout tuple at the
 * root is acked when every tuple of its tree was acked, failed as soon as one was failed, and failed when the
 * topology's message timeout has passed. Without anchors nobody learns what becomes of the tuple. The methods without a
 * stream use the stream {@value dev.gale.utils.Utils#DEFAULT_STREAM_ID}. The list of values belongs to the runtime once
 * emitted.
 *
 * <p>This class only completes arguments and delegates; which threads may call it, the collector it wraps decides. The
 * bolt's own executor thread always may. See {@link IOutputCollector} for results and failures.
 */
public class OutputCollector implements IOutputCollector {
    private final IOutputCollector delegate;
    /** A subclass may have overridden the emit that takes a collection, and expects to see every emit there. */
    private final boolean isPlain = getClass() == OutputCollector.class;

    public OutputCollector(IOutputCollector delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    /** Emits on a stream, anchored to one tuple. */
    @Override
    public List<Integer> emit(String streamId, Tuple anchor, List<Object> tuple) {
        if (isPlain && anchor != null) {
            return delegate.emit(streamId, anchor, tuple);
        }
        return emit(streamId, anchors(anchor), tuple);
    }

    /** Emits on a stream without anchors. */
    public List<Integer> emit(String streamId, List<Object> tuple) {
        return emit(streamId, (Collection<Tuple>) null, tuple);
    }

    /** Emits on the default stream, anchored to any number of tuples. */
    public List<Integer> emit(Collection<Tuple> anchors, List<Object> tuple) {
        return emit(Utils.DEFAULT_STREAM_ID, anchors, tuple);
    }

    /** Emits on the default stream, anchored to one tuple. */
    public List<Integer> emit(Tuple anchor, List<Object> tuple) {
        return emit(Utils.DEFAULT_STREAM_ID, anchor, tuple);
    }

    /** Emits on the default stream without anchors. */
    public List<Integer> emit(List<Object> tuple) {
        return emit(Utils.DEFAULT_STREAM_ID, tuple);
    }

    @Override
    public List<Integer> emit(String streamId, Collection<Tuple> anchors, List<Object> tuple) {
        return delegate.emit(streamId, anchors, tuple);
    }

    /** Emits on a stream to one task, anchored to one tuple. */
    public void emitDirect(int taskId, String streamId, Tuple anchor, List<Object> tuple) {
        emitDirect(taskId, streamId, anchors(anchor), tuple);
    }

    /** Emits on a stream to one task without anchors. */
    public void emitDirect(int taskId, String streamId, List<Object> tuple) {
        emitDirect(taskId, streamId, (Collection<Tuple>) null, tuple);
    }

    /** Emits on the default stream to one task, anchored to any number of tuples. */
    public void emitDirect(int taskId, Collection<Tuple> anchors, List<Object> tuple) {
        emitDirect(taskId, Utils.DEFAULT_STREAM_ID, anchors, tuple);
    }

    /** Emits on the default stream to one task, anchored to one tuple. */
    public void emitDirect(int taskId, Tuple anchor, List<Object> tuple) {
        emitDirect(taskId, Utils.DEFAULT_STREAM_ID, anchor, tuple);
    }

    /** Emits on the default stream to one task without anchors. */
    public void emitDirect(int taskId, List<Object> tuple) {
        emitDirect(taskId, Utils.DEFAULT_STREAM_ID, tuple);
    }

    @Override
    public void emitDirect(int taskId, String streamId, Collection<Tuple> anchors, List<Object> tuple) {
        delegate.emitDirect(taskId, streamId, anchors, tuple);
    }

    /** Says that the bolt is done with a tuple and everything it wanted to emit for it was emitted. */
    @Override
    public void ack(Tuple input) {
        delegate.ack(input);
    }

    /** Fails the spout tuples that {@code input} descends from, at once. */
    @Override
    public void fail(Tuple input) {
        delegate.fail(input);
    }

    /** Restarts the message timeout of the spout tuples that {@code input} descends from; for long work. */
    @Override
    public void resetTimeout(Tuple input) {
        delegate.resetTimeout(input);
    }

    @Override
    public void reportError(Throwable error) {
        delegate.reportError(error);
    }

    @Override
    public void flush() {
        delegate.flush();
    }

    private static Collection<Tuple> anchors(Tuple anchor) {
        return Collections.singletonList(
                Objects.requireNonNull(anchor, "The anchor is null; to emit without anchors leave the argument out"));
    }
}
