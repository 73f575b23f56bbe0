package dev.gale.testing;

import dev.gale.task.TopologyContext;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.Map;

/** For each key, the first value of a tuple, emits the key and what the bolt's configuration says for it. */
public class TestConfBolt extends BaseBasicBolt {
    private static final long serialVersionUID = 1L;

    private final Map<String, Object> componentConf;
    private transient Map<String, Object> conf;

    public TestConfBolt() {
        this(null);
    }

    /** @param componentConf the component's own configuration; null for none */
    public TestConfBolt(Map<String, Object> componentConf) {
        this.componentConf = componentConf;
    }

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context) {
        this.conf = topoConf;
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        String key = input.getString(0);
        collector.emit(new Values(key, conf.get(key)));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("conf", "value"));
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return componentConf;
    }
}
