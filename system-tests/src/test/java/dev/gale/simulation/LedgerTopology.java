package dev.gale.simulation;

import dev.gale.simulation.StreamLedger.Instance;
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
import dev.gale.tuple.Values;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Source, a bolt on the way, sink; each tells a {@link StreamLedger} what it sees. */
final class LedgerTopology {
    private static final Fields FIELDS = new Fields("message", "attempt", "process", "sequence");

    private LedgerTopology() {}

    static Submission of(String name, StreamLedger ledger, int workers, Duration timeout) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", new Source(ledger.id()), StreamLedger.SPOUT_TASKS);
        builder.setBolt("pass", new Passing(ledger.id()), 2)
                .setNumTasks(4)
                .fieldsGrouping("source", new Fields("message"));
        builder.setBolt("sink", new Sink(ledger.id()), 2).shuffleGrouping("pass");
        return new Submission(
                name,
                Map.of(
                        "topology.workers",
                        workers,
                        "topology.message.timeout.secs",
                        timeout.toSeconds(),
                        "topology.max.spout.pending",
                        50,
                        "worker.peers.wait.secs",
                        5),
                builder.createTopology(),
                null,
                InitialStatus.ACTIVE);
    }

    private static final class Source extends BaseRichSpout {
        private static final long serialVersionUID = 1L;

        private final String ledgerId;
        private transient StreamLedger ledger;
        private transient Instance self;
        private transient int index;
        private transient SpoutOutputCollector collector;
        private transient Deque<Long> again;

        Source(String ledgerId) {
            this.ledgerId = ledgerId;
        }

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            this.ledger = StreamLedger.of(ledgerId);
            this.self = ledger.open("source", context.getThisTaskId());
            this.index = context.getThisTaskIndex();
            this.collector = collector;
            this.again = new ArrayDeque<>();
        }

        @Override
        public void nextTuple() {
            Long message = again.isEmpty() ? ledger.next(index, self) : again.remove();
            if (message != null) {
                long attempt = ledger.begin(message, self);
                collector.emit(
                        new Values(message, attempt, self.process().number(), ledger.nextSequence(self)), attempt);
            }
        }

        @Override
        public void ack(Object attempt) {
            ledger.acked((Long) attempt, self);
        }

        @Override
        public void fail(Object attempt) {
            again.add(ledger.failed((Long) attempt, self));
        }

        @Override
        public void close() {
            ledger.close(self);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(FIELDS);
        }
    }

    private static final class Passing extends BaseRichBolt {
        private static final long serialVersionUID = 1L;

        private final String ledgerId;
        private transient StreamLedger ledger;
        private transient Instance self;
        private transient OutputCollector collector;

        Passing(String ledgerId) {
            this.ledgerId = ledgerId;
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.ledger = StreamLedger.of(ledgerId);
            this.self = ledger.open("pass", context.getThisTaskId());
            this.collector = collector;
        }

        @Override
        public void execute(Tuple tuple) {
            note(ledger, self, tuple);
            ledger.grouped(self, tuple.getLong(0));
            collector.emit(
                    tuple,
                    new Values(
                            tuple.getLong(0), tuple.getLong(1), self.process().number(), ledger.nextSequence(self)));
            collector.ack(tuple);
        }

        @Override
        public void cleanup() {
            ledger.close(self);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(FIELDS);
        }
    }

    private static final class Sink extends BaseRichBolt {
        private static final long serialVersionUID = 1L;

        private final String ledgerId;
        private transient StreamLedger ledger;
        private transient Instance self;
        private transient OutputCollector collector;

        Sink(String ledgerId) {
            this.ledgerId = ledgerId;
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.ledger = StreamLedger.of(ledgerId);
            this.self = ledger.open("sink", context.getThisTaskId());
            this.collector = collector;
        }

        @Override
        public void execute(Tuple tuple) {
            note(ledger, self, tuple);
            ledger.arrived(tuple.getLong(1));
            collector.ack(tuple);
        }

        @Override
        public void cleanup() {
            ledger.close(self);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    private static void note(StreamLedger ledger, Instance self, Tuple tuple) {
        ledger.received(self, tuple.getSourceTask(), tuple.getLong(2), tuple.getLong(3));
    }
}
