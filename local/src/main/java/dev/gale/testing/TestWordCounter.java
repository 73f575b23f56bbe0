package dev.gale.testing;

import dev.gale.task.TopologyContext;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For each word, the first value of a tuple, emits the word and how often this task has seen it, an Integer. */
public class TestWordCounter extends BaseBasicBolt {
    public static final Logger LOG = LoggerFactory.getLogger(TestWordCounter.class);

    private static final long serialVersionUID = 1L;

    private transient Map<String, Integer> counts;

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context) {
        counts = new HashMap<>();
    }

    /** The value at a position as a word. */
    protected String getTupleValue(Tuple t, int idx) {
        return String.valueOf(t.getValue(idx));
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        String word = getTupleValue(input, 0);
        collector.emit(new Values(word, counts.merge(word, 1, Integer::sum)));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("word", "count"));
    }
}
