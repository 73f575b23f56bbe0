package dev.gale.worker.process;

import dev.gale.Config;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/**
 * Numbers without end, for workers in processes of their own: what happens is written to files. Tasks: numbers 1, sink 2. As
 * long as there is a file {@code hold} the sink keeps what it gets.
 */
final class NumberStream {
    static final int MOST_PENDING = 20;

    private static final String DIRECTORY = "test.directory";

    private NumberStream() {}

    static Submission submission(Path directory) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("numbers", new Numbers());
        builder.setBolt("sink", new Sink()).shuffleGrouping("numbers");
        Map<String, Object> conf = Map.of(
                DIRECTORY,
                directory.toString(),
                Config.TOPOLOGY_MAX_SPOUT_PENDING,
                MOST_PENDING,
                // Whatever is lost must be noticed otherwise.
                Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS,
                600);
        return new Submission("numbers", conf, builder.createTopology(), null, null);
    }

    /** Holds lines {@code open}, {@code acked <number>}, {@code failed <number> <reason>}. */
    static Path spoutLedger(Path directory) {
        return directory.resolve("numbers.ledger");
    }

    /** Holds lines {@code held <number>}. */
    static Path sinkLedger(Path directory) {
        return directory.resolve("sink.ledger");
    }

    static Path hold(Path directory) {
        return directory.resolve("hold");
    }

    private static Path directory(Map<String, Object> conf) {
        return Path.of((String) conf.get(DIRECTORY));
    }

    private static void note(Path ledger, String line) {
        try {
            Files.writeString(ledger, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Numbers extends BaseRichSpout implements IFailureAwareSpout {
        private transient Path ledger;
        private transient SpoutOutputCollector collector;
        private transient Queue<Object> again;
        private int next;

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector given) {
            ledger = spoutLedger(directory(conf));
            collector = given;
            again = new ArrayDeque<>();
            note(ledger, "open");
        }

        @Override
        public void nextTuple() {
            Object number = again.isEmpty() ? Integer.valueOf(next++) : again.remove();
            collector.emit(new Values(number), number);
        }

        @Override
        public void ack(Object number) {
            note(ledger, "acked " + number);
        }

        @Override
        public void fail(Object number, TupleFailure failure) {
            note(ledger, "failed " + number + " " + failure.reason());
            again.add(number);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("number"));
        }
    }

    static final class Sink extends BaseRichBolt {
        private transient Path ledger;
        private transient Path hold;
        private transient OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector given) {
            ledger = sinkLedger(directory(conf));
            hold = hold(directory(conf));
            collector = given;
        }

        @Override
        public void execute(Tuple input) {
            if (Files.exists(hold)) {
                note(ledger, "held " + input.getValue(0));
            } else {
                collector.ack(input);
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }
}
