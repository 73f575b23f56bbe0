package dev.gale.local;

import dev.gale.spout.IFailureAwareSpout;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.spout.TupleFailure;
import dev.gale.task.TopologyContext;
import dev.gale.topology.IRichSpout;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import java.util.Map;

/** Stands in for a spout of a driven topology: emits what the test feeds. */
final class FedSpout extends BaseRichSpout implements IRichSpout, IFailureAwareSpout {
    private static final long serialVersionUID = 1L;

    private final String spout;
    private transient TopologyDriver driver;
    private transient SpoutOutputCollector collector;

    FedSpout(String spout) {
        this.spout = spout;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        this.driver = TopologyDriver.of(conf);
        this.collector = collector;
    }

    @Override
    public void nextTuple() {
        TopologyDriver.Fed next = driver.next(spout);
        if (next != null) {
            collector.emit(next.stream(), next.values(), next);
        }
    }

    @Override
    public void ack(Object messageId) {
        ((TopologyDriver.Fed) messageId).ack();
    }

    @Override
    public void fail(Object messageId, TupleFailure failure) {
        ((TopologyDriver.Fed) messageId).fail(failure);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        throw new IllegalStateException("the spout that this one stands in for has declared its streams already");
    }
}
