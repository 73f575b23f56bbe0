package dev.gale.lambda;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.util.Map;

/**
 * A spout that emits what a function supplies, in the field {@code lambda} of the stream {@code default}. The tuples
 * carry no message id, so they are not tracked and a lost one is not repeated.
 */
public class LambdaSpout extends BaseRichSpout {
    private final SerializableSupplier<?> supplier;
    private transient SpoutOutputCollector collector;

    /**
     * Wraps a function.
     *
     * @param supplier asked on the executor's thread; null from it means that there is nothing to emit now
     * @throws IllegalArgumentException if {@code supplier} is null
     */
    public LambdaSpout(SerializableSupplier<?> supplier) {
        if (supplier == null) {
            throw new IllegalArgumentException("supplier can't be null");
        }
        this.supplier = supplier;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        this.collector = collector;
    }

    @Override
    public void nextTuple() {
        Object value = supplier.get();
        if (value != null) {
            collector.emit(new Values(value));
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("lambda"));
    }
}
