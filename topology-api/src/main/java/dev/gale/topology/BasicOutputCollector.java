package dev.gale.topology;

import dev.gale.task.IOutputCollector;
import dev.gale.task.OutputCollector;
import dev.gale.tuple.Tuple;
import dev.gale.utils.Utils;
import java.util.List;

/**
 * Emits anchored to the tuple that an {@link IBasicBolt} is working on. Used on the executor's thread only:
 * {@link #setContext} comes before each tuple.
 */
public class BasicOutputCollector implements IBasicOutputCollector {
    private final OutputCollector out;
    private Tuple input;

    /**
     * Starts without a tuple to anchor to.
     *
     * @param out the collector that does the work
     */
    public BasicOutputCollector(OutputCollector out) {
        this.out = out;
    }

    @Override
    public List<Integer> emit(String streamId, List<Object> tuple) {
        return out.emit(streamId, input, tuple);
    }

    /** Emits to the stream {@code default}. */
    public List<Integer> emit(List<Object> tuple) {
        return emit(Utils.DEFAULT_STREAM_ID, tuple);
    }

    /** Makes {@code inputTuple} the anchor of what is emitted from now on. */
    public void setContext(Tuple inputTuple) {
        input = inputTuple;
    }

    @Override
    public void emitDirect(int taskId, String streamId, List<Object> tuple) {
        out.emitDirect(taskId, streamId, input, tuple);
    }

    /** Emits to one task on the stream {@code default}. */
    public void emitDirect(int taskId, List<Object> tuple) {
        emitDirect(taskId, Utils.DEFAULT_STREAM_ID, tuple);
    }

    @Override
    public void resetTimeout(Tuple tuple) {
        out.resetTimeout(tuple);
    }

    /** The collector underneath, which can acknowledge and fail. */
    protected IOutputCollector getOutputter() {
        return out;
    }

    @Override
    public void reportError(Throwable error) {
        out.reportError(error);
    }
}
