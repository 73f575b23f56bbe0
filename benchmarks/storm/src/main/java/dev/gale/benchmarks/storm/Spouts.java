package dev.gale.benchmarks.storm;

import dev.gale.benchmarks.harness.Schedule;
import dev.gale.benchmarks.harness.Sentences;
import dev.gale.benchmarks.harness.Tally;
import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** The sources of all workloads. */
final class Spouts {
    /** The name of the only field of all tuples. */
    static final String VALUE = "value";

    private static final String TEN_CHARACTERS = "0123456789";

    private Spouts() {}

    /** Counts what it emits and what comes back. */
    private abstract static class Counting extends BaseRichSpout {
        private static final long serialVersionUID = 1L;

        private transient SpoutOutputCollector collector;
        private transient Tally emitted;
        private transient Tally acked;
        private transient Tally failed;

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector newCollector) {
            collector = newCollector;
            emitted = Observed.EMITTED.newTally();
            acked = Observed.ACKED.newTally();
            failed = Observed.FAILED.newTally();
        }

        /** Emits one tuple; it is tracked unless the id is null. */
        final void emit(Object value, Object messageId) {
            collector.emit(new Values(value), messageId);
            emitted.increment();
        }

        @Override
        public void ack(Object messageId) {
            acked.increment();
        }

        @Override
        public void fail(Object messageId) {
            failed.increment();
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields(VALUE));
        }
    }

    /** Emits the same text again and again, as fast as it is asked to. */
    static final class Words extends Counting {
        private static final long serialVersionUID = 1L;

        private final boolean tracked;
        private long next;

        Words(boolean tracked) {
            this.tracked = tracked;
        }

        @Override
        public void nextTuple() {
            emit(TEN_CHARACTERS, tracked ? Long.valueOf(next++) : null);
        }
    }

    /** Emits the prepared sentences in turn, tracked, as fast as it is asked to. */
    static final class Text extends Counting {
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
            emit(sentences[(int) (id % Sentences.COUNT)], id);
        }
    }

    /** Emits due times at a fixed rate, tracked: one for each call, none when none is due. */
    static final class Timed extends Counting {
        private static final long serialVersionUID = 1L;

        private final long rate;
        private transient Schedule schedule;

        Timed(long rate) {
            this.rate = rate;
        }

        @Override
        public void nextTuple() {
            long nowNs = System.nanoTime();
            if (schedule == null) {
                schedule = new Schedule(nowNs, rate);
            }
            long dueNs = schedule.pollDueNs(nowNs);
            if (dueNs != Schedule.NOT_DUE) {
                Long due = dueNs;
                emit(due, due);
            }
        }

        @Override
        public void ack(Object messageId) {
            Observed.UNTIL_ACKED.record((Long) messageId, System.nanoTime());
            super.ack(messageId);
        }
    }
}
