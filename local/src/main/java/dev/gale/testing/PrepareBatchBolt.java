package dev.gale.testing;

import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.utils.Utils;
import java.util.ArrayList;
import java.util.List;

/** Emits the values it receives with a random Long, the id of a batch of one, before them. */
public class PrepareBatchBolt extends BaseBasicBolt {
    private static final long serialVersionUID = 1L;

    private final Fields outFields;

    /** @param outFields one more than the tuples have that it will receive */
    public PrepareBatchBolt(Fields outFields) {
        this.outFields = outFields;
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        List<Object> values = new ArrayList<>(input.size() + 1);
        values.add(Utils.secureRandomLong());
        values.addAll(input.getValues());
        collector.emit(values);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(outFields);
    }
}
