package dev.gale.benchmarks.gale;

import dev.gale.benchmarks.harness.Sentences;
import dev.gale.benchmarks.harness.Tally;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.HashMap;
import java.util.Map;

/** Steps that do as little as can be: what is measured is the runtime. */
final class Bolts {
    private Bolts() {}

    /** Emits something. */
    private abstract static class Step extends BaseRichBolt {
        private static final long serialVersionUID = 1L;

        transient OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
            collector = newCollector;
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("value"));
        }
    }

    /** Emits what it gets; anchored and acked when trees are tracked. */
    static final class Identity extends Step {
        private static final long serialVersionUID = 1L;

        private final boolean tracked;

        Identity(boolean tracked) {
            this.tracked = tracked;
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
            super.prepare(conf, context, newCollector);
            Probe.AT_IDENTITY.newTally();
        }

        @Override
        public void execute(Tuple tuple) {
            if (tracked) {
                collector.emit(tuple, new Values(tuple.getValue(0)));
                collector.ack(tuple);
            } else {
                collector.emit(new Values(tuple.getValue(0)));
            }
        }
    }

    /** Emits the words of a sentence; tracked. */
    static final class Split extends Step {
        private static final long serialVersionUID = 1L;

        @Override
        public void execute(Tuple tuple) {
            Sentences.split(tuple.getString(0), word -> collector.emit(tuple, new Values(word)));
            collector.ack(tuple);
        }
    }

    /** Emits nothing and counts what it gets. */
    private abstract static class Last extends BaseRichBolt {
        private static final long serialVersionUID = 1L;

        private final boolean tracked;
        private transient OutputCollector collector;
        private transient Tally count;

        Last(boolean tracked) {
            this.tracked = tracked;
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
            collector = newCollector;
            count = Probe.SINK.newTally();
        }

        final void done(Tuple tuple) {
            count.increment();
            if (tracked) {
                collector.ack(tuple);
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            // Emits nothing.
        }
    }

    /** Takes everything. */
    static final class Sink extends Last {
        private static final long serialVersionUID = 1L;

        Sink(boolean tracked) {
            super(tracked);
        }

        @Override
        public void execute(Tuple tuple) {
            done(tuple);
        }
    }

    /** Takes tuples that carry their due time; tracked. */
    static final class LatencySink extends Last {
        private static final long serialVersionUID = 1L;

        LatencySink() {
            super(true);
        }

        @Override
        public void execute(Tuple tuple) {
            Probe.END_TO_END.record(tuple.getLong(0), System.nanoTime());
            done(tuple);
        }
    }

    /** Counts words; tracked. */
    static final class Count extends Last {
        private static final long serialVersionUID = 1L;

        private final HashMap<String, long[]> counts = new HashMap<>();

        Count() {
            super(true);
        }

        @Override
        public void execute(Tuple tuple) {
            counts.computeIfAbsent(tuple.getString(0), word -> new long[1])[0]++;
            done(tuple);
        }
    }
}
