package dev.gale.local;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.IRichSpout;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import dev.gale.utils.RegisteredGlobalState;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A finite source with an outside view: hands each message out until it is acked, and counts. Thread-safe. */
public final class Feed implements AutoCloseable {
    private final String id;
    private final String sentence;
    private final Queue<Integer> left = new ConcurrentLinkedQueue<>();
    private final Semaphore acks = new Semaphore(0);
    private final AtomicInteger acked = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    public Feed(int messages, String sentence) {
        this.sentence = sentence;
        for (int i = 0; i < messages; i++) {
            left.add(i);
        }
        this.id = RegisteredGlobalState.registerState(this);
    }

    public IRichSpout spout() {
        return new FeedSpout(id);
    }

    public int acked() {
        return acked.get();
    }

    public int failed() {
        return failed.get();
    }

    /** Waits until so many messages have been acked; fails the test after a minute. */
    public void awaitAcked(int messages) throws InterruptedException {
        if (!acks.tryAcquire(messages, 1, TimeUnit.MINUTES)) {
            throw new AssertionError(acked + " of " + messages + " messages acked after a minute");
        }
    }

    @Override
    public void close() {
        RegisteredGlobalState.clearState(id);
    }

    private static final class FeedSpout extends BaseRichSpout {
        private final String id;
        private transient Feed feed;
        private transient SpoutOutputCollector collector;

        FeedSpout(String id) {
            this.id = id;
        }

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            this.feed = (Feed) RegisteredGlobalState.getState(id);
            this.collector = collector;
        }

        @Override
        public void nextTuple() {
            Integer message = feed.left.poll();
            if (message != null) {
                collector.emit(new Values(feed.sentence), message);
            }
        }

        @Override
        public void ack(Object messageId) {
            feed.acked.incrementAndGet();
            feed.acks.release();
        }

        @Override
        public void fail(Object messageId) {
            feed.failed.incrementAndGet();
            feed.left.add((Integer) messageId);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("sentence"));
        }
    }
}
