package dev.gale.testing;

import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes words with their counts, as {@link TestWordCounter} emits them, and emits the sum over all words, an Integer. */
public class TestAggregatesCounter extends BaseRichBolt {
    public static final Logger LOG = LoggerFactory.getLogger(TestAggregatesCounter.class);

    private static final long serialVersionUID = 1L;

    private transient OutputCollector collector;
    private transient Map<String, Integer> counts;

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        this.counts = new HashMap<>();
    }

    @Override
    public void execute(Tuple input) {
        counts.put(input.getString(0), input.getInteger(1));
        int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
        collector.emit(input, new Values(sum));
        collector.ack(input);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("agg-global"));
    }
}
