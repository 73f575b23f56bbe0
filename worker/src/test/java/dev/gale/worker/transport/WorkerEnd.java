package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.StormTopology;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.tuple.Fields;
import dev.gale.worker.ack.AckBatch;
import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.ack.Loss;
import dev.gale.worker.codec.CountedText;
import dev.gale.worker.codec.Origins;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import dev.gale.worker.tuple.PlainEnvelope;
import dev.gale.worker.tuple.SharedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One of two workers of a topology in which each has two bolt executors and a spout executor: executors 0 and 1 and owner
 * 1 are worker 0's, executors 2 and 3 and owner 2 worker 1's. Executor {@code i} runs the task {@code i}. Confined to the
 * test's thread, which plays all executors; what comes from elsewhere is kept for it.
 */
final class WorkerEnd {
    static final int EXECUTORS = 4;
    static final int OWNERS = 2;
    static final Placement PLACEMENT = new Placement(List.of(0, 0, 1, 1), List.of(-1, 0, 1));
    static final int INBOX_SLOTS = 8;

    private static final long NOW_NS = 5;
    private static final GlobalStreamId WORDS = new GlobalStreamId("words", "default");
    private static final Fields FIELDS = new Fields("word");
    static final GeneralTopologyContext CONTEXT = new GeneralTopologyContext(
            new StormTopology(),
            Map.of(),
            Map.of(0, "words", 1, "words", 2, "words", 3, "words"),
            Map.of("words", List.of(0, 1, 2, 3)),
            Map.of("words", Map.of("default", FIELDS)),
            "words-1");

    /** What a spout executor of this worker was told. */
    private final class Returns implements AckLane {
        private final Queue<AckBatch> batches = new ConcurrentLinkedQueue<>();

        @Override
        public void offer(AckBatch batch) {
            batches.add(batch);
        }

        @Override
        public void lost(Loss loss) {
            batches.add(AckBatch.of(loss));
        }

        @Override
        public void fail(FailSignal signal) {
            failures.add(signal);
        }

        @Override
        public void resetTimeout(long root) {
            resets.add(root);
        }

        void read() {
            for (AckBatch batch = batches.poll(); batch != null; batch = batches.poll()) {
                if (batch.loss() != null) {
                    reports.add(batch.loss().message());
                }
                for (int i = 0; i < batch.markCount(); i++) {
                    reports.add(batch.markedRoot(i) + "@" + Long.toBinaryString(batch.markedWorkers(i)));
                }
                for (int i = 0; i < batch.size(); i++) {
                    acks.merge(batch.root(i), batch.edges(i), (one, other) -> one ^ other);
                }
                batch.release();
            }
        }
    }

    private final int worker;
    private final Network network;
    private final Map<Integer, Inbox> inboxes = new TreeMap<>();
    private final Map<Integer, List<Object>> received = new TreeMap<>();
    private final Map<String, Outbox> outboxes = new TreeMap<>();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final Returns returns = new Returns();
    private final Map<Long, Long> acks = new TreeMap<>();
    private final Queue<FailSignal> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Long> resets = new ConcurrentLinkedQueue<>();
    private final List<String> reports = new ArrayList<>();
    private final List<Object> undeliverable = new ArrayList<>();
    private final List<Throwable> undecodable = new ArrayList<>();
    private AckSender ackSender;

    WorkerEnd(int worker, Network network) {
        this.worker = worker;
        this.network = network;
        for (int executor = 2 * worker; executor < 2 * worker + 2; executor++) {
            Inbox inbox = new Inbox(INBOX_SLOTS, false, codec(executor));
            inbox.setConsumer(() -> {});
            inboxes.put(executor, inbox);
            received.put(executor, new ArrayList<>());
            network.register(executor, inbox);
        }
        network.register(worker + 1, returns);
    }

    /** Makes the ways to all executors; when the other end is there too. */
    void wire() {
        ackSender = new AckSender(network.ackLanes(), worker);
        for (int from : inboxes.keySet()) {
            TupleCodec codec = codec(from);
            for (int to = 0; to < EXECUTORS; to++) {
                outboxes.put(
                        from + ">" + to,
                        new Outbox(network.remote(to, codec, ackSender), wakeUps::incrementAndGet, false));
            }
        }
    }

    private TupleCodec codec(int executor) {
        Origins origins = new Origins(List.of(WORDS), CONTEXT, executor, 1);
        return new TupleCodec(CountedText.conf(), origins, new TupleCodec.Undeliverable() {
            @Override
            public void onUndeliverable(Envelope tuple, Throwable error) {
                undeliverable.add(error.getMessage());
            }

            @Override
            public void onUndecodable(int lostTuples, Throwable error) {
                undecodable.add(error);
            }
        });
    }

    /** A root of a spout executor; {@code 14} bits of owner come first in it. */
    static long root(int owner, int slot) {
        return ((long) owner << 50) | (1L << 22) | slot;
    }

    /** A batch of one executor's tuples to another, as they go over the wire. */
    static byte[] encoded(int from, int to, Object... values) {
        Origin origin = new Origin(from, 0, "words", "default", FIELDS, CONTEXT);
        Envelope[] batch = new Envelope[values.length];
        for (int i = 0; i < values.length; i++) {
            batch[i] = new PlainEnvelope(new Link(origin, to), List.of(values[i]));
        }
        return new TupleCodec(Map.of(), new Origins(List.of(WORDS), CONTEXT), null).encode(batch, values.length);
    }

    // --- sending ---

    /** Emits a tuple; it stays in the outbox until {@link #flush}. */
    void emit(int from, int to, Object value) {
        emit(from, to, value, 0, 0);
    }

    void emit(int from, int to, Object value, long root, long edge) {
        Origin origin = new Origin(from, 0, "words", "default", FIELDS, CONTEXT);
        outboxes.get(from + ">" + to).add(new EdgedEnvelope(new Link(origin, to), List.of(value), root, edge));
    }

    /** Emits a tuple to all executors but its own, as an all-grouping does. */
    void emitToOthers(int from, Object value) {
        Origin origin = new Origin(from, 0, "words", "default", FIELDS, CONTEXT);
        SharedValues shared = new SharedValues(List.of(value));
        for (int to = 0; to < EXECUTORS; to++) {
            if (to != from) {
                Outbox outbox = outboxes.get(from + ">" + to);
                assertThat(outbox.encodes()).isTrue();
                outbox.add(new PlainEnvelope(new Link(origin, to), shared.join()));
            }
        }
        shared.leave();
    }

    void flush() {
        flushWithoutPush();
        push();
    }

    void flushWithoutPush() {
        outboxes.values().forEach(outbox -> outbox.flush(NOW_NS));
    }

    void push() {
        outboxes.values().forEach(Outbox::push);
    }

    boolean isBlocked(int from, int to) {
        return outboxes.get(from + ">" + to).isBlocked();
    }

    int wakeUps() {
        return wakeUps.get();
    }

    void ack(long root, long edges) {
        ackSender.add(root, edges);
        ackSender.flush();
    }

    /** Reports without {@link #flushAcks}. */
    void addAck(long root, long edges) {
        ackSender.add(root, edges);
    }

    void flushAcks() {
        ackSender.flush();
    }

    /** Reports that a tree has gone to a worker, without {@link #flushAcks}. */
    void mark(long root, int goesTo) {
        ackSender.sentTo(root, goesTo);
    }

    /** Reports that what was sent to a worker is lost. */
    void reportLoss(int lost) {
        ackSender.lost(lost, "reset");
    }

    /** Marks and losses that came back, in order. */
    List<String> reports() {
        returns.read();
        return reports;
    }

    void fail(FailSignal signal) {
        ackSender.fail(signal);
    }

    void resetTimeout(long root) {
        ackSender.resetTimeout(root);
    }

    // --- receiving ---

    /** Works off what waits for an executor. */
    void work(int executor) {
        while (workOneBatch(executor)) {
            assertThat(undecodable).isEmpty();
        }
    }

    boolean workOneBatch(int executor) {
        Inbox inbox = inboxes.get(executor);
        Envelope[] batch = inbox.current();
        if (batch == null) {
            return false;
        }
        for (int i = 0; i < inbox.currentSize(); i++) {
            assertThat(batch[i].destinationTask()).isEqualTo(executor);
            received.get(executor).add(batch[i].getValue(0));
            if (batch[i].root() != 0) {
                acks.put(batch[i].root(), batch[i].xor());
            }
        }
        inbox.release();
        return true;
    }

    int depth(int executor) {
        return inboxes.get(executor).depth();
    }

    List<Object> received(int executor) {
        work(executor);
        return received.get(executor);
    }

    /** Contributions that came back, xored by root; also roots and edges of tracked tuples that came. */
    Map<Long, Long> acks() {
        returns.read();
        return acks;
    }

    List<FailSignal> failures() {
        return List.copyOf(failures);
    }

    List<Long> resets() {
        return List.copyOf(resets);
    }

    List<Object> undeliverable() {
        return undeliverable;
    }

    int worker() {
        return worker;
    }
}
