package dev.gale.examples.atleastonce;

import dev.gale.examples.lines.LineSpout;
import dev.gale.examples.run.LocalRef;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.Map;

/** Passes line numbers on, unless {@link Troubles} say otherwise. It acks by itself, so it can also forget to. */
public final class FlakyBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;

    private final LocalRef<Troubles> troublesRef;
    private transient Troubles troubles;
    private transient OutputCollector collector;

    public FlakyBolt(LocalRef<Troubles> troubles) {
        this.troublesRef = troubles;
    }

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        this.troubles = troublesRef.get();
    }

    @Override
    public void execute(Tuple input) {
        Long number = input.getLongByField(LineSpout.NUMBER);
        Trouble trouble = troubles.next(number);
        if (trouble.kind() == Trouble.Kind.NONE || trouble.afterEmit()) {
            // Anchored on the input: the line isn't done before what becomes of it is done.
            collector.emit(input, new Values(number));
        }
        switch (trouble.kind()) {
            case NONE -> collector.ack(input);
            case FAIL -> collector.fail(input);
            case THROW -> throw new IllegalStateException("an exception on purpose, at line " + number);
            case SWALLOW -> {
                // Neither ack nor fail: the spout hears of this line again when its time is over.
            }
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(LineSpout.NUMBER));
    }
}
