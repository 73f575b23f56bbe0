package dev.gale.testing;

import dev.gale.Testing;
import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Emits what a test feeds it. The test keeps the object that it gave to the topology builder and feeds that one, from any
 * thread, before or after the topology was submitted; if the spout has several tasks, whichever asks first takes a
 * message.
 *
 * <p>Feeding never waits: what is fed before the spout is open is emitted afterwards. (Storm's {@code feed} waits for the
 * spout; call {@link #waitForReader} if a test needs that.) In a cluster on threads an idle spout looks every millisecond
 * at the latest; in a deterministic one it looks when the cluster is driven, as by {@code waitForIdle}.
 */
public class FeederSpout extends BaseRichSpout {
    private static final long serialVersionUID = 1L;

    /** What test and tasks share. */
    private static final class Feed {
        private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
        private final AtomicLong fed = new AtomicLong();
        private final CountDownLatch reader = new CountDownLatch(1);
    }

    private record Message(List<Object> values, Object id) {}

    private final List<String> fields;
    private final Shared<Feed> feed = new Shared<>(Feed::new);
    private AckFailDelegate delegate;
    private transient SpoutOutputCollector collector;

    /** @param outFields of the stream {@code default}, the only one */
    public FeederSpout(List<String> outFields) {
        this(new Fields(outFields));
    }

    /** @param outFields of the stream {@code default}, the only one */
    public FeederSpout(Fields outFields) {
        this.fields = outFields.toList();
    }

    /** Whom to tell of acks and failures; null for nobody. To be set before the topology is built. */
    public void setAckFailDelegate(AckFailDelegate delegate) {
        this.delegate = delegate;
    }

    /** Feeds a tuple that is tracked under an id of its own. */
    public void feed(List<Object> tuple) {
        feed(tuple, "fed-" + feed.get().fed.incrementAndGet());
    }

    /** @param id given to the {@link AckFailDelegate}; null for a tuple that isn't tracked */
    public void feed(List<Object> tuple, Object id) {
        feed.get().messages.add(new Message(tuple, id));
    }

    /** The same as {@link #feed(List, Object)}, which doesn't wait either. */
    public void feedNoWait(List<Object> tuple, Object id) {
        feed(tuple, id);
    }

    /**
     * Waits until a task of this spout has been opened. Not for a deterministic cluster, which stands still while its
     * thread waits.
     *
     * @throws IllegalStateException when that doesn't happen within {@link Testing#TEST_TIMEOUT_MS}
     */
    public void waitForReader() {
        try {
            if (!feed.get().reader.await(Testing.TEST_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("no topology has opened this FeederSpout within "
                        + Testing.TEST_TIMEOUT_MS + " ms; submit one, active, before waiting. A deterministic cluster"
                        + " opens it when it is driven: call its waitForIdle instead");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the FeederSpout to be opened", e);
        }
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        this.collector = collector;
        feed.get().reader.countDown();
    }

    @Override
    public void nextTuple() {
        Message message = feed.get().messages.poll();
        if (message != null) {
            collector.emit(message.values, message.id);
        }
    }

    @Override
    public void ack(Object msgId) {
        if (delegate != null) {
            delegate.ack(msgId);
        }
    }

    @Override
    public void fail(Object msgId) {
        if (delegate != null) {
            delegate.fail(msgId);
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(fields));
    }
}
