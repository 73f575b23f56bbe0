package dev.gale.benchmarks.gale;

import dev.gale.benchmarks.harness.Schedule;
import dev.gale.benchmarks.harness.Sentences;
import dev.gale.benchmarks.harness.Tally;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Sources that do as little as can be: what is measured is the runtime. */
final class Spouts {
    /** What W1, W2 and W6 send. */
    static final String PAYLOAD = "0123456789";

    private Spouts() {}

    /** Counts its acks and fails. */
    private abstract static class Source extends BaseRichSpout {
        private static final long serialVersionUID = 1L;

        private transient SpoutOutputCollector collector;
        private transient Tally acks;
        private transient Tally fails;

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector newCollector) {
            collector = newCollector;
            acks = Probe.ACKS.newTally();
            fails = Probe.FAILS.newTally();
        }

        final void emit(Object value, Object id) {
            collector.emit(new Values(value), id);
        }

        @Override
        public void ack(Object id) {
            acks.increment();
        }

        @Override
        public void fail(Object id) {
            fails.increment();
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("value"));
        }
    }

    /** One and the same text, as fast as it is asked to; with a number as its id, or none. */
    static final class Texts extends Source {
        private static final long serialVersionUID = 1L;

        private final boolean tracked;
        private long next;

        Texts(boolean tracked) {
            this.tracked = tracked;
        }

        @Override
        public void nextTuple() {
            emit(PAYLOAD, tracked ? Long.valueOf(next++) : null);
        }
    }

    /** Prepared sentences in turn, as fast as it is asked to. */
    static final class SentenceSource extends Source {
        private static final long serialVersionUID = 1L;

        private transient String[] sentences;
        private long next;

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector newCollector) {
            super.open(conf, context, newCollector);
            sentences = Sentences.prepare();
        }

        @Override
        public void nextTuple() {
            Long id = next++;
            emit(sentences[(int) (id & Sentences.COUNT - 1)], id);
        }
    }

    /** One tuple per call and only when it is due. Its due time is both its value and its id. */
    static class Scheduled extends Source {
        private static final long serialVersionUID = 1L;

        private final long rate;
        private final long offsetNs;
        private transient Schedule schedule;

        /**
         * @param rate tuples per second; 0 for as fast as it is asked to
         * @param offsetNs from the first call to when the first tuple is due
         */
        Scheduled(long rate, long offsetNs) {
            this.rate = rate;
            this.offsetNs = offsetNs;
        }

        @Override
        public void nextTuple() {
            long nowNs = System.nanoTime();
            if (schedule == null) {
                schedule = new Schedule(nowNs + offsetNs, rate);
            }
            long dueNs = schedule.pollDueNs(nowNs);
            if (dueNs != Schedule.NOT_DUE) {
                Long due = dueNs;
                emit(due, due);
            }
        }

        @Override
        public void ack(Object id) {
            super.ack(id);
            Probe.ACKED.record((Long) id, System.nanoTime());
        }
    }

    /** Never has anything. */
    static final class Idle extends Source {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextTuple() {
            // Finds nothing.
        }
    }

    /** One tuple in all, to see when its ack comes. */
    static final class Single extends Source {
        private static final long serialVersionUID = 1L;

        private boolean emitted;

        @Override
        public void nextTuple() {
            if (!emitted) {
                emitted = true;
                emit(PAYLOAD, 0L);
            }
        }

        @Override
        public void ack(Object id) {
            super.ack(id);
            StartTime.onFirstAck();
        }
    }

    /** The i-th of several sources that share a rate: their tuples are due at different times. */
    static Scheduled shared(int i, int sources, long rate) {
        return new Scheduled(rate / sources, TimeUnit.SECONDS.toNanos(1) * i / rate);
    }
}
