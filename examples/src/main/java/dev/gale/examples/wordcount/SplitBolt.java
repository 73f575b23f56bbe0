package dev.gale.examples.wordcount;

import dev.gale.examples.lines.LineSpout;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;

/** Emits the words of a line. Being a basic bolt, it anchors them to the line and acks the line by itself. */
public final class SplitBolt extends BaseBasicBolt {
    public static final String WORD = "word";

    private static final long serialVersionUID = 1L;

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        Words.forEach(input.getStringByField(LineSpout.LINE), word -> collector.emit(new Values(word)));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(WORD));
    }
}
