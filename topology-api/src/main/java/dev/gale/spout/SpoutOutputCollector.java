package dev.gale.spout;

import dev.gale.utils.Utils;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Through which a spout emits; the runtime passes it to {@link ISpout#open}. To be used on the spout's executor thread
 * only.
 *
 * <p>A tuple emitted with a message id is tracked: the spout gets exactly one {@code ack} or {@code fail} with that
 * object. A tuple emitted without one, or with null, is not. The methods without a stream use the stream {@value
 * dev.gale.utils.Utils#DEFAULT_STREAM_ID}. The list of values belongs to the runtime once emitted. See {@link
 * ISpoutOutputCollector} for results and failures.
 */
public class SpoutOutputCollector implements ISpoutOutputCollector {
    private final ISpoutOutputCollector delegate;

    public SpoutOutputCollector(ISpoutOutputCollector delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    @Override
    public List<Integer> emit(String streamId, List<Object> tuple, Object messageId) {
        return delegate.emit(streamId, tuple, messageId);
    }

    @Override
    public List<Integer> emit(String streamId, List<Object> tuple, Object messageId, Duration timeout) {
        return delegate.emit(streamId, tuple, messageId, timeout);
    }

    /** Emits a tracked tuple on the default stream. */
    public List<Integer> emit(List<Object> tuple, Object messageId) {
        return emit(Utils.DEFAULT_STREAM_ID, tuple, messageId);
    }

    /** Emits an untracked tuple on the default stream. */
    public List<Integer> emit(List<Object> tuple) {
        return emit(tuple, null);
    }

    /** Emits an untracked tuple on a stream. */
    public List<Integer> emit(String streamId, List<Object> tuple) {
        return emit(streamId, tuple, null);
    }

    @Override
    public void emitDirect(int taskId, String streamId, List<Object> tuple, Object messageId) {
        delegate.emitDirect(taskId, streamId, tuple, messageId);
    }

    /** Emits a tracked tuple on the default stream to one task. */
    public void emitDirect(int taskId, List<Object> tuple, Object messageId) {
        emitDirect(taskId, Utils.DEFAULT_STREAM_ID, tuple, messageId);
    }

    /** Emits an untracked tuple on a stream to one task. */
    public void emitDirect(int taskId, String streamId, List<Object> tuple) {
        emitDirect(taskId, streamId, tuple, null);
    }

    /** Emits an untracked tuple on the default stream to one task. */
    public void emitDirect(int taskId, List<Object> tuple) {
        emitDirect(taskId, tuple, null);
    }

    @Override
    public void flush() {
        delegate.flush();
    }

    @Override
    public void reportError(Throwable error) {
        delegate.reportError(error);
    }

    @Override
    public long getPendingCount() {
        return delegate.getPendingCount();
    }
}
