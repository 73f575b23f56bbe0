package dev.gale.testing;

import dev.gale.Config;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import java.util.Map;

/** Emits nothing: for tests of what a topology looks like, and to be replaced by mocked sources. */
public class TestPlannerSpout extends BaseRichSpout {
    private static final long serialVersionUID = 1L;

    private final Fields outFields;
    private final boolean isDistributed;

    /** Has one field, {@code test}. */
    public TestPlannerSpout(boolean isDistributed) {
        this(new Fields("test"), isDistributed);
    }

    public TestPlannerSpout(Fields outFields) {
        this(outFields, true);
    }

    /** @param isDistributed false for one task only, whatever parallelism is asked for */
    public TestPlannerSpout(Fields outFields, boolean isDistributed) {
        this.outFields = outFields;
        this.isDistributed = isDistributed;
    }

    public Fields getOutputFields() {
        return outFields;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {}

    @Override
    public void nextTuple() {}

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(outFields);
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return isDistributed ? null : Map.of(Config.TOPOLOGY_MAX_TASK_PARALLELISM, 1);
    }
}
