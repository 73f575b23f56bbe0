package dev.gale.benchmarks.parts;

import com.sun.management.OperatingSystemMXBean;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.StormTopology;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DedicatedScheduler;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.SystemClock;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.worker.ack.AckBatch;
import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.ack.Loss;
import dev.gale.worker.ack.PendingRoots;
import dev.gale.worker.ack.TreeMarks;
import dev.gale.worker.codec.Origins;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.transport.Peer;
import dev.gale.worker.transport.PeerListener;
import dev.gale.worker.transport.PeerNetwork;
import dev.gale.worker.transport.Placement;
import dev.gale.worker.transport.Self;
import dev.gale.worker.transport.SocketWires;
import dev.gale.worker.transport.TransportConfig;
import dev.gale.worker.tuple.EdgedEnvelope;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import dev.gale.worker.tuple.PlainEnvelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One link over loopback, without a topology: an agent that emits as fast as it can, at worker 0, another that takes, at
 * worker 1. For the whole process, or the two: tuples a second and CPU-seconds per million of them, a line a window.
 *
 * <pre>
 * LinkBenchmark both|0|1 acked|unacked [windows] [seconds]
 * </pre>
 *
 * <p>{@code both} runs both ends in this JVM; {@code 0} and {@code 1} one each, started in any order with the same
 * arguments. Not JMH's: what is asked is what four threads and the kernel do together.
 */
public final class LinkBenchmark {
    private static final int PORT = 46_701;
    private static final int MOST_PENDING = 16_384;
    private static final int BURST = 512;
    private static final int BATCHES_A_CYCLE = 4;
    private static final int WORDS = 1024;
    private static final int SENDER = 0;
    private static final int RECEIVER = 1;
    private static final GlobalStreamId STREAM = Tuples.STREAM;
    private static final GeneralTopologyContext CONTEXT = new GeneralTopologyContext(
            new StormTopology(),
            Map.of(),
            Map.of(SENDER, "words", RECEIVER, "sink"),
            Map.of("words", List.of(SENDER), "sink", List.of(RECEIVER)),
            Map.of("words", Map.of("default", Tuples.FIELDS)),
            "link-1");
    private static final Placement PLACEMENT = new Placement(List.of(0, 1), List.of(-1, 0));

    private final boolean acked;
    private final DedicatedScheduler scheduler = new DedicatedScheduler(
            SystemClock.INSTANCE,
            (agent, error) -> {
                error.printStackTrace();
                Runtime.getRuntime().halt(1);
            },
            ThreadHook.NONE);
    private final List<PeerNetwork> networks = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();

    private LinkBenchmark(boolean acked) {
        this.acked = acked;
    }

    public static void main(String[] args) {
        if (args.length < 2 || !List.of("both", "0", "1").contains(args[0])) {
            System.err.println("usage: LinkBenchmark both|0|1 acked|unacked [windows] [seconds]");
            System.exit(2);
        }
        LinkBenchmark benchmark = new LinkBenchmark(args[1].equals("acked"));
        int windows = args.length > 2 ? Integer.parseInt(args[2]) : 6;
        int seconds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        if (!args[0].equals("0")) {
            benchmark.runReceiver();
        }
        if (!args[0].equals("1")) {
            benchmark.runSender();
        }
        benchmark.measure(windows, seconds);
        benchmark.networks.forEach(PeerNetwork::close);
        benchmark.scheduler.close();
    }

    private PeerNetwork newNetwork(int worker) {
        TransportConfig config = TransportConfig.of(Map.of());
        PeerNetwork network = new PeerNetwork(
                new Self("link-1", worker, 1),
                PLACEMENT,
                config,
                new SocketWires(config, worker == 0 ? 0 : PORT, SocketWires.Io.best()),
                SystemClock.INSTANCE,
                SplitMix64.unpredictable(),
                new Random(),
                new PeerListener() {
                    @Override
                    public void onConnected(int peer) {
                        System.err.println("worker " + worker + " is connected");
                    }

                    @Override
                    public void onLost(int peer, String why) {
                        System.err.println("worker " + worker + " has lost its peer: " + why);
                    }
                });
        networks.add(network);
        return network;
    }

    private void start(PeerNetwork network, Agent agent) {
        try {
            network.start(scheduler.add(network.agent()));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        scheduler.start(List.of(network.agent(), agent));
    }

    private static TupleCodec newCodec(int task) {
        Origins origins = new Origins(List.of(STREAM), CONTEXT, task, 1);
        return new TupleCodec(Map.of(), origins, new TupleCodec.Undeliverable() {
            @Override
            public void onUndeliverable(Envelope tuple, Throwable error) {
                throw new IllegalStateException(error);
            }

            @Override
            public void onUndecodable(int lostTuples, Throwable error) {
                throw new IllegalStateException(error);
            }
        });
    }

    private void runSender() {
        PeerNetwork network = newNetwork(0);
        Sender sender = new Sender();
        AgentHandle handle = scheduler.add(sender);
        sender.handle = handle;
        network.register(1, sender);
        sender.outbox = new Outbox(network.remote(RECEIVER, newCodec(SENDER), sender), handle, false);
        start(network, sender);
        network.setPeer(1, new Peer("127.0.0.1", PORT, 1));
    }

    private void runReceiver() {
        PeerNetwork network = newNetwork(1);
        Inbox inbox = new Inbox(32, false, newCodec(RECEIVER));
        network.register(RECEIVER, inbox);
        Receiver receiver = new Receiver(inbox, new AckSender(network.ackLanes(), 1));
        inbox.setConsumer(scheduler.add(receiver));
        start(network, receiver);
        network.setPeer(0, new Peer("127.0.0.1", 1, 1));
    }

    /** What a spout executor does. */
    private final class Sender implements Agent, AckLane, TreeMarks {
        private final PendingRoots<Object> pending =
                new PendingRoots<>(1, Duration.ofSeconds(30).toNanos(), new SplitMix64(1));
        private final SplitMix64 random = new SplitMix64(2);
        private final Queue<AckBatch> acks = new ConcurrentLinkedQueue<>();
        private final Link link = new Link(new Origin(SENDER, 0, "words", "default", Tuples.FIELDS, CONTEXT), RECEIVER);
        private final List<List<Object>> values = new ArrayList<>();
        private AgentHandle handle;
        private Outbox outbox;
        private int next;

        private Sender() {
            for (int i = 0; i < WORDS; i++) {
                String word = "abcdefghijklmn".substring(0, 6 + i % 9);
                values.add(List.of(word, (long) i));
            }
        }

        @Override
        public String name() {
            return "ex-words-0";
        }

        @Override
        public int doWork() {
            long nowNs = SystemClock.INSTANCE.nanoTime();
            int work = 0;
            for (AckBatch batch = acks.poll(); batch != null; batch = acks.poll()) {
                for (int i = 0; i < batch.size(); i++) {
                    int slot = pending.apply(batch.root(i), batch.edges(i));
                    if (slot != PendingRoots.NONE) {
                        pending.close(slot);
                        work++;
                    }
                }
                batch.release();
            }
            done.lazySet(done.get() + work);
            outbox.flush(nowNs);
            int sent = 0;
            boolean open = outbox.isEmpty();
            while (open && sent < BURST && (!acked || pending.size() < MOST_PENDING)) {
                sent++;
                long root = 0;
                long edge = 0;
                if (acked) {
                    root = pending.open(
                            values, null, nowNs, Duration.ofSeconds(30).toNanos());
                    edge = random.nextNonZeroLong();
                    sentTo(root, outbox.worker());
                    pending.seal(root, edge);
                }
                List<Object> tuple = values.get(next++ & (WORDS - 1));
                outbox.add(acked ? new EdgedEnvelope(link, tuple, root, edge) : new PlainEnvelope(link, tuple));
                if (outbox.isBatchFull()) {
                    outbox.flush(nowNs);
                    open = outbox.isEmpty();
                }
            }
            outbox.flush(nowNs);
            outbox.push();
            if (!acked && networks.size() == 1) {
                done.lazySet(done.get() + sent);
            }
            return work + sent;
        }

        @Override
        public void offer(AckBatch batch) {
            acks.add(batch);
            handle.signal();
        }

        @Override
        public void sentTo(long root, int worker) {
            pending.mark(root, Loss.bit(worker));
        }

        /** The connection is new; nothing is lost after that. */
        @Override
        public void lost(Loss loss) {
            if (pending.size() > 0) {
                throw new IllegalStateException(loss.message());
            }
        }

        @Override
        public void fail(FailSignal signal) {
            throw new IllegalStateException("nothing fails here");
        }

        @Override
        public void resetTimeout(long root) {
            throw new IllegalStateException("nobody asks for time here");
        }
    }

    /** What a bolt executor does. */
    private final class Receiver implements Agent {
        private final Inbox inbox;
        private final AckSender acks;

        private Receiver(Inbox inbox, AckSender acks) {
            this.inbox = inbox;
            this.acks = acks;
        }

        @Override
        public String name() {
            return "ex-sink-1";
        }

        @Override
        public int doWork() {
            int work = 0;
            for (int batches = 0; batches < BATCHES_A_CYCLE; batches++) {
                Envelope[] batch = inbox.current();
                if (batch == null) {
                    acks.flush();
                    break;
                }
                int size = inbox.currentSize();
                for (int i = 0; i < size; i++) {
                    if (batch[i].getValue(1) == null) {
                        throw new IllegalStateException("a tuple without a number");
                    }
                    if (acked) {
                        acks.add(batch[i].root(), batch[i].xor());
                    }
                }
                work += size;
                frames.lazySet(frames.get() + 1);
                inbox.release();
            }
            if (!acked || networks.size() == 1) {
                done.lazySet(done.get() + work);
            }
            return work;
        }
    }

    private void measure(int windows, int seconds) {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        while (done.get() == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        for (int window = 0; window < windows; window++) {
            long tuplesBefore = done.get();
            long framesBefore = frames.get();
            long cpuBefore = process.getProcessCpuTime();
            long startNs = System.nanoTime();
            long endNs = startNs + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() - endNs < 0) {
                LockSupport.parkNanos(endNs - System.nanoTime());
            }
            double tuples = done.get() - tuplesBefore;
            double elapsed = (System.nanoTime() - startNs) / 1e9;
            double cpu = (process.getProcessCpuTime() - cpuBefore) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%s %5.2f M/s, %.3f CPU-seconds per million, %.2f cores, %.0f tuples a frame%n",
                    acked ? "acked" : "unacked",
                    tuples / elapsed / 1e6,
                    cpu / tuples * 1e6,
                    cpu / elapsed,
                    tuples / Math.max(1, frames.get() - framesBefore));
        }
    }
}
