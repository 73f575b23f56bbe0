package dev.gale.examples.counting;

import dev.gale.examples.run.LocalRef;
import dev.gale.task.TopologyContext;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Tuple;
import java.util.Map;

/**
 * Counts the values of one field. Group its input by that field: then each value belongs to one task, and no two tasks
 * ever write the same row of the store.
 *
 * <p>A replayed tuple is counted again: at-least-once. A store in which counting the same message twice makes no
 * difference, or a topology that keeps track of what it has counted, would have to do better.
 */
public final class CountBolt extends BaseBasicBolt {
    private static final long serialVersionUID = 1L;

    private final LocalRef<Counts> store;
    private final String field;
    private transient Counts counts;

    public CountBolt(LocalRef<Counts> store, String field) {
        this.store = store;
        this.field = field;
    }

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context) {
        counts = store.get();
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        counts.increment(input.getStringByField(field));
    }

    /** Emits nothing. */
    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
