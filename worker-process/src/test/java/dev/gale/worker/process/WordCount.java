package dev.gale.worker.process;

import dev.gale.Config;
import dev.gale.generated.StormTopology;
import dev.gale.spout.IFailureAwareSpout;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.spout.TupleFailure;
import dev.gale.submission.Submission;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.HashMap;
import java.util.Map;

/** Counts words of the messages of {@link Books}. Tasks: count 1 and 2, sentences 3 and 4, split 5 and 6. */
final class WordCount {
    static final int MOST_PENDING = 100;
    static final int WORDS_OF_MESSAGE = 4;

    private WordCount() {}

    static Submission submission(Books books) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("sentences", new Sentences(), Books.SPOUT_TASKS);
        builder.setBolt("split", new Split(), 2).shuffleGrouping("sentences");
        builder.setBolt("count", new Count(), 2).fieldsGrouping("split", new Fields("word"));
        StormTopology topology = builder.createTopology();
        Map<String, Object> conf = new HashMap<>();
        conf.put(Books.KEY, books.id);
        conf.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, MOST_PENDING);
        // Whatever is lost must be noticed otherwise.
        conf.put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 600);
        return new Submission("words", conf, topology, null, null);
    }

    static final class Sentences extends BaseRichSpout implements IFailureAwareSpout {
        private transient Books books;
        private transient Books.Partition partition;
        private transient SpoutOutputCollector collector;
        private transient String name;

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector given) {
            books = Books.of(conf);
            collector = given;
            name = "sentences " + context.getThisTaskId();
            books.opened.add(name);
            books.reopen(context.getThisTaskIndex());
            partition = books.partitions.get(context.getThisTaskIndex());
        }

        @Override
        public void nextTuple() {
            Integer message = partition.waiting.poll();
            if (message != null) {
                partition.unacked.add(message);
                books.emits.incrementAndGet();
                collector.emit(new Values(message), message);
            }
        }

        @Override
        public void ack(Object message) {
            partition.unacked.remove(message);
            books.acks.incrementAndGet();
            books.acked.add((Integer) message);
        }

        @Override
        public void fail(Object message, TupleFailure failure) {
            books.failures.add(failure.reason());
            partition.unacked.remove(message);
            partition.waiting.add((Integer) message);
        }

        @Override
        public void close() {
            books.closed.add(name);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("message"));
        }
    }

    static final class Split extends BaseRichBolt {
        private transient OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector given) {
            collector = given;
        }

        @Override
        public void execute(Tuple input) {
            if (input.getInteger(0) == Books.POISON) {
                throw new IllegalStateException("no sentence for that");
            }
            for (String word : Books.words(input.getInteger(0))) {
                collector.emit(input, new Values(word));
            }
            collector.ack(input);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("word"));
        }
    }

    static final class Count extends BaseRichBolt {
        private transient Books books;
        private transient OutputCollector collector;
        private transient String name;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector given) {
            books = Books.of(conf);
            collector = given;
            name = "count " + context.getThisTaskId();
            books.opened.add(name);
        }

        @Override
        public void execute(Tuple input) {
            if (books.hold) {
                books.held.incrementAndGet();
            } else {
                books.counts.merge(input.getString(0), 1, Integer::sum);
                collector.ack(input);
            }
        }

        @Override
        public void cleanup() {
            books.closed.add(name);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }
}
