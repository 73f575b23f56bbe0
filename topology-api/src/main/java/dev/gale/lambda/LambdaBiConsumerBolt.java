package dev.gale.lambda;

import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;

/**
 * A bolt that hands each tuple and a collector to a function. What the function emits on the stream {@code default} is
 * anchored to the tuple, which is acknowledged when the function returns.
 */
public class LambdaBiConsumerBolt extends BaseBasicBolt {
    private final SerializableBiConsumer<Tuple, BasicOutputCollector> biConsumer;
    private final String[] fields;

    /**
     * Wraps a function.
     *
     * @param fields names of the values emitted on the stream {@code default}; may be empty
     * @throws IllegalArgumentException if {@code biConsumer} or {@code fields} is null
     */
    public LambdaBiConsumerBolt(SerializableBiConsumer<Tuple, BasicOutputCollector> biConsumer, String[] fields) {
        if (biConsumer == null) {
            throw new IllegalArgumentException("biConsumer can't be null");
        }
        if (fields == null) {
            throw new IllegalArgumentException("fields can't be null; pass an empty array for tuples without values");
        }
        this.biConsumer = biConsumer;
        this.fields = fields.clone();
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        biConsumer.accept(input, collector);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(fields));
    }
}
