package dev.gale.worker;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.IRichBolt;
import dev.gale.topology.IRichSpout;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;

/** Spouts and bolts that do nothing but declare streams, for tests about how a topology is laid out. */
public final class Declaring {
    private Declaring() {}

    /** A spout with a stream {@code default} of these fields. */
    public static IRichSpout spout(String... fields) {
        return new Spout(Map.of("default", new Fields(fields)));
    }

    /** A bolt with a stream {@code default} of these fields; without fields, no stream. */
    public static IRichBolt bolt(String... fields) {
        return new Bolt(fields.length == 0 ? Map.of() : Map.of("default", new Fields(fields)));
    }

    /** A bolt with these streams. */
    public static IRichBolt boltWith(Map<String, Fields> streams) {
        return new Bolt(streams);
    }

    private static final class Spout extends BaseRichSpout {
        private final Map<String, Fields> streams;

        Spout(Map<String, Fields> streams) {
            this.streams = new LinkedHashMap<>(streams);
        }

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {}

        @Override
        public void nextTuple() {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            streams.forEach(declarer::declareStream);
        }
    }

    private static final class Bolt extends BaseRichBolt {
        private final Map<String, Fields> streams;

        Bolt(Map<String, Fields> streams) {
            this.streams = new LinkedHashMap<>(streams);
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {}

        @Override
        public void execute(Tuple input) {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            streams.forEach(declarer::declareStream);
        }
    }
}
