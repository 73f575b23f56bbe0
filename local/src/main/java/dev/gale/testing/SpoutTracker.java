package dev.gale.testing;

import dev.gale.spout.ISpoutOutputCollector;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.IRichSpout;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs a spout and counts under an id what it emits: calls of emit as {@code spout-emitted}, copies as {@code
 * transferred}. See {@code Testing.globalAmt}; a {@link TrackedTopology} needs none of this.
 */
public class SpoutTracker extends BaseRichSpout {
    private static final long serialVersionUID = 1L;

    private final IRichSpout delegate;
    private final String trackId;

    public SpoutTracker(IRichSpout delegate, String trackId) {
        this.delegate = delegate;
        this.trackId = trackId;
    }

    private static final class CountingCollector implements ISpoutOutputCollector {
        private final SpoutOutputCollector collector;
        private final String trackId;

        CountingCollector(SpoutOutputCollector collector, String trackId) {
            this.collector = collector;
            this.trackId = trackId;
        }

        @Override
        public List<Integer> emit(String streamId, List<Object> tuple, Object messageId) {
            return counted(collector.emit(streamId, tuple, messageId));
        }

        @Override
        public List<Integer> emit(String streamId, List<Object> tuple, Object messageId, Duration timeout) {
            return counted(collector.emit(streamId, tuple, messageId, timeout));
        }

        private List<Integer> counted(List<Integer> tasks) {
            count(tasks.size());
            return tasks;
        }

        @Override
        public void emitDirect(int taskId, String streamId, List<Object> tuple, Object messageId) {
            collector.emitDirect(taskId, streamId, tuple, messageId);
            count(1);
        }

        private void count(int copies) {
            TrackerCounts.add(trackId, TrackerCounts.SPOUT_EMITTED, 1);
            TrackerCounts.add(trackId, TrackerCounts.TRANSFERRED, copies);
        }

        @Override
        public void flush() {
            collector.flush();
        }

        @Override
        public void reportError(Throwable error) {
            collector.reportError(error);
        }

        @Override
        public long getPendingCount() {
            return collector.getPendingCount();
        }
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        delegate.open(conf, context, new SpoutOutputCollector(new CountingCollector(collector, trackId)));
    }

    @Override
    public void close() {
        delegate.close();
    }

    @Override
    public void activate() {
        delegate.activate();
    }

    @Override
    public void deactivate() {
        delegate.deactivate();
    }

    @Override
    public void nextTuple() {
        delegate.nextTuple();
    }

    @Override
    public void ack(Object msgId) {
        delegate.ack(msgId);
    }

    @Override
    public void fail(Object msgId) {
        delegate.fail(msgId);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        delegate.declareOutputFields(declarer);
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return delegate.getComponentConfiguration();
    }
}
