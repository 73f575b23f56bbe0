package dev.gale.local;

import dev.gale.lambda.SerializableBiConsumer;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import java.util.Map;

/** A bolt whose execute is given as a lambda. Emits field {@code value} on {@code default} and on {@code direct}. */
final class Scripted extends BaseRichBolt {
    private static final long serialVersionUID = 1L;

    private final SerializableBiConsumer<Tuple, OutputCollector> script;
    private transient OutputCollector collector;

    Scripted(SerializableBiConsumer<Tuple, OutputCollector> script) {
        this.script = script;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
    }

    @Override
    public void execute(Tuple tuple) {
        script.accept(tuple, collector);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("value"));
        declarer.declareStream("direct", true, new Fields("value"));
    }
}
