package dev.gale.examples.clicks;

import dev.gale.examples.lines.Line;
import dev.gale.examples.lines.LineSpout;
import dev.gale.examples.run.LocalRef;
import dev.gale.task.TopologyContext;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Tuple;
import java.util.Map;

/** Keeps what {@link ParseBolt} couldn't read. */
public final class BadLinesBolt extends BaseBasicBolt {
    private static final long serialVersionUID = 1L;

    private final LocalRef<BadLines> store;
    private transient BadLines badLines;

    public BadLinesBolt(LocalRef<BadLines> store) {
        this.store = store;
    }

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context) {
        badLines = store.get();
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        badLines.add(new Line(
                input.getStringByField(LineSpout.SOURCE),
                input.getLongByField(LineSpout.NUMBER),
                input.getStringByField(LineSpout.LINE)));
    }

    /** Emits nothing. */
    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
