package dev.gale.nimbus.testing;

import dev.gale.generated.StormTopology;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.submission.Submission;
import dev.gale.submission.Submission.InitialStatus;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import java.util.Map;

/** Topologies to submit; none of them ever runs. */
public final class Topologies {
    private Topologies() {}

    /** Two tasks of {@code words}, four of {@code count}, in as many executors; two workers. */
    public static StormTopology wordCount() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", new Words(), 2);
        builder.setBolt("count", new Count(), 4).fieldsGrouping("words", new Fields("word"));
        return builder.createTopology();
    }

    public static Submission submission(String name) {
        return submission(name, Map.of("topology.workers", 2, "topology.message.timeout.secs", 20), null);
    }

    public static Submission submission(String name, Map<String, Object> conf, String codeHash) {
        return new Submission(name, conf, wordCount(), codeHash, InitialStatus.ACTIVE);
    }

    private static final class Words extends BaseRichSpout {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {}

        @Override
        public void nextTuple() {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("word"));
        }
    }

    private static final class Count extends BaseRichBolt {
        private static final long serialVersionUID = 1L;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {}

        @Override
        public void execute(Tuple input) {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }
}
