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

/**
 * Takes a source, an Integer, and the number of an event, a Long, as {@link TestEventLogSpout} emits them. Emits a
 * complaint for each event whose number isn't above the last one of its source.
 */
public class TestEventOrderCheckBolt extends BaseRichBolt {
    public static final Logger LOG = LoggerFactory.getLogger(TestEventOrderCheckBolt.class);

    private static final long serialVersionUID = 1L;

    private transient OutputCollector collector;
    private transient Map<Integer, Long> lastEvents;

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        this.lastEvents = new HashMap<>();
    }

    @Override
    public void execute(Tuple input) {
        Integer source = input.getInteger(0);
        Long event = input.getLong(1);
        Long last = lastEvents.put(source, event);
        if (last != null && event <= last) {
            collector.emit(input, new Values("event " + event + " of source " + source + " came after " + last));
        }
        collector.ack(input);
    }

    public Fields getOutputFields() {
        return new Fields("error");
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(getOutputFields());
    }
}
