package dev.gale.examples.readme;

import dev.gale.generated.StormTopology;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.HashMap;
import java.util.Map;

/** Says at each word how often it has come up so far. */
public final class RunningCount {
    static final class Count extends BaseBasicBolt {
        private final Map<String, Long> counts = new HashMap<>();

        @Override
        public void execute(Tuple input, BasicOutputCollector out) {
            String word = input.getStringByField("word");
            out.emit(new Values(word, counts.merge(word, 1L, Long::sum)));
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("word", "count"));
        }
    }

    private RunningCount() {}

    private static void split(Tuple sentence, BasicOutputCollector out) {
        for (String word : sentence.getString(0).split(" ")) {
            out.emit(new Values(word)); // anchored to the sentence, which is acked afterwards
        }
    }

    public static StormTopology topology() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("sentences", () -> "to be or not to be");
        builder.setBolt("split", RunningCount::split, 2, "word").shuffleGrouping("sentences");
        builder.setBolt("count", new Count(), 2).fieldsGrouping("split", new Fields("word"));
        return builder.createTopology();
    }
}
