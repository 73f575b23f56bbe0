package dev.gale.benchmarks.storm;

import dev.gale.benchmarks.harness.Sentences;
import dev.gale.benchmarks.harness.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** What stands between source and sink, and the sinks. */
final class Bolts {
    private Bolts() {}

    /** Has a collector. */
    private abstract static class Collecting extends BaseRichBolt {
        private static final long serialVersionUID = 1L;

        private transient OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
            collector = newCollector;
        }

        final OutputCollector collector() {
            return collector;
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields(Spouts.VALUE));
        }
    }

    /** Emits what it gets, anchored and acked when the trees are tracked. */
    static final class Identity extends Collecting {
        private static final long serialVersionUID = 1L;

        private final boolean tracked;

        Identity(boolean tracked) {
            this.tracked = tracked;
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
            super.prepare(conf, context, newCollector);
            Observed.AT_IDENTITY.newTally();
        }

        @Override
        public void execute(Tuple tuple) {
            if (tracked) {
                collector().emit(tuple, new Values(tuple.getValue(0)));
                collector().ack(tuple);
            } else {
                collector().emit(new Values(tuple.getValue(0)));
            }
        }
    }

    /** Splits sentences into words; tracked. */
    static final class Split extends Collecting {
        private static final long serialVersionUID = 1L;

        @Override
        public void execute(Tuple tuple) {
            Sentences.split(tuple.getString(0), word -> collector().emit(tuple, new Values(word)));
            collector().ack(tuple);
        }
    }

    /** Ends here; counts tuples. */
    private abstract static class Last extends Collecting {
        private static final long serialVersionUID = 1L;

        private final boolean tracked;
        private transient Tally atSink;

        Last(boolean tracked) {
            this.tracked = tracked;
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
            super.prepare(conf, context, newCollector);
            atSink = Observed.AT_SINK.newTally();
        }

        @Override
        public void execute(Tuple tuple) {
            onTuple(tuple);
            atSink.increment();
            if (tracked) {
                collector().ack(tuple);
            }
        }

        abstract void onTuple(Tuple tuple);

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    /** Throws away what it gets. */
    static final class Sink extends Last {
        private static final long serialVersionUID = 1L;

        Sink(boolean tracked) {
            super(tracked);
        }

        @Override
        void onTuple(Tuple tuple) {}
    }

    /** Gets due times and records how long ago they were. */
    static final class TimedSink extends Last {
        private static final long serialVersionUID = 1L;

        TimedSink() {
            super(true);
        }

        @Override
        void onTuple(Tuple tuple) {
            Observed.END_TO_END.record(tuple.getLong(0), System.nanoTime());
        }
    }

    /** Counts each word; tracked. */
    static final class Count extends Last {
        private static final long serialVersionUID = 1L;

        private transient Map<String, long[]> counts;

        Count() {
            super(true);
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
            super.prepare(conf, context, newCollector);
            counts = new HashMap<>();
        }

        @Override
        void onTuple(Tuple tuple) {
            counts.computeIfAbsent(tuple.getString(0), word -> new long[1])[0]++;
        }
    }
}
