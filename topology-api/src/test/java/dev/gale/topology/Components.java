package dev.gale.topology;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.HashMap;
import java.util.Map;

/** Spouts and bolts that do nothing but declare, for tests about how a topology is put together. */
final class Components {
    private Components() {}

    static Object deserialize(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    /** Emits words on {@code default} and its misfortunes on {@code errors}. */
    static final class Words extends BaseRichSpout {
        final Map<String, Object> conf;

        Words() {
            this(null);
        }

        Words(Map<String, Object> conf) {
            this.conf = conf == null ? null : new HashMap<>(conf);
        }

        @Override
        public void open(Map<String, Object> topoConf, TopologyContext context, SpoutOutputCollector collector) {}

        @Override
        public void nextTuple() {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("word", "length"));
            declarer.declareStream("errors", true, new Fields("message"));
        }

        @Override
        public Map<String, Object> getComponentConfiguration() {
            return conf;
        }
    }

    /** Takes anything, emits counts; carries whatever object a test gives it. */
    static final class Count extends BaseRichBolt {
        final Object luggage;

        Count() {
            this(null);
        }

        Count(Object luggage) {
            this.luggage = luggage;
        }

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {}

        @Override
        public void execute(Tuple input) {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("word", "count"));
        }
    }

    /** Emits nothing. */
    static final class Print extends BaseBasicBolt {
        final Object luggage;

        Print() {
            this(null);
        }

        Print(Object luggage) {
            this.luggage = luggage;
        }

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    /** Declares one stream, named by the test. */
    static final class OneStream extends BaseBasicBolt {
        private final String stream;
        private final int times;

        OneStream(String stream, int times) {
            this.stream = stream;
            this.times = times;
        }

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            for (int i = 0; i < times; i++) {
                declarer.declareStream(stream, new Fields("value"));
            }
        }
    }

    /** Stands for a database client or a thread: a thing that does not travel. */
    static final class Connection {}
}
