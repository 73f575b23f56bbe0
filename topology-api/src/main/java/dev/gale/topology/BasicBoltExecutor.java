package dev.gale.topology;

import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.tuple.Tuple;
import java.util.Map;

/**
 * Runs an {@link IBasicBolt} as an {@link IRichBolt}: anchors what it emits to the current input, acknowledges the
 * input when {@code execute} returns, fails it on {@link FailedException}. Any other exception goes to the caller and
 * leaves the input neither acknowledged nor failed.
 *
 * <p>{@link TopologyBuilder} wraps basic bolts by itself. All calls but {@link #declareOutputFields} and
 * {@link #getComponentConfiguration} come on the executor's thread.
 */
public class BasicBoltExecutor implements IRichBolt {
    private final IBasicBolt bolt;
    private transient BasicOutputCollector collector;

    /**
     * Wraps a bolt.
     *
     * @throws IllegalArgumentException if {@code bolt} is null
     */
    public BasicBoltExecutor(IBasicBolt bolt) {
        if (bolt == null) {
            throw new IllegalArgumentException("bolt can't be null");
        }
        this.bolt = bolt;
    }

    /** The user's bolt, for messages that name its class. */
    IBasicBolt bolt() {
        return bolt;
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        bolt.declareOutputFields(declarer);
    }

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
        this.collector = new BasicOutputCollector(collector);
        bolt.prepare(topoConf, context);
    }

    @Override
    public void execute(Tuple input) {
        collector.setContext(input);
        try {
            bolt.execute(input, collector);
        } catch (FailedException e) {
            if (e instanceof ReportedFailedException) {
                collector.reportError(e);
            }
            collector.getOutputter().fail(input);
            return;
        }
        collector.getOutputter().ack(input);
    }

    @Override
    public void cleanup() {
        bolt.cleanup();
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return bolt.getComponentConfiguration();
    }
}
