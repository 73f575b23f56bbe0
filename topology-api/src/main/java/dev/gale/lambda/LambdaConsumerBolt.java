package dev.gale.lambda;

import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Tuple;

/** A bolt that hands each tuple to a function, emits nothing, and acknowledges when the function returns. */
public class LambdaConsumerBolt extends BaseBasicBolt {
    private final SerializableConsumer<Tuple> consumer;

    /**
     * Wraps a function.
     *
     * @throws IllegalArgumentException if {@code consumer} is null
     */
    public LambdaConsumerBolt(SerializableConsumer<Tuple> consumer) {
        if (consumer == null) {
            throw new IllegalArgumentException("consumer can't be null");
        }
        this.consumer = consumer;
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        consumer.accept(input);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
