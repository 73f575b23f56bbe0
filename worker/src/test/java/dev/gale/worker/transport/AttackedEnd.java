package dev.gale.worker.transport;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.ManualClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Worker 1, to which a test sends bytes; it knows exactly what memory is in use. Confined to the test's thread. */
final class AttackedEnd implements Wires {
    static final int FRAME_MAX_BYTES = 65_536;
    static final String SECRET = "open sesame";

    final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, false);
    final ManualClock clock = new ManualClock();
    final PeerPair.Told told = new PeerPair.Told();
    final PeerNetwork network;
    final WorkerEnd end;
    private final Random pieces;
    private Supplier<ChannelHandler> handlers;

    AttackedEnd(long seed) throws IOException {
        this.pieces = new Random(seed);
        TransportConfig config = TransportConfig.of(PeerPair.conf(Map.of(
                "worker.transport.frame.max.bytes", FRAME_MAX_BYTES,
                "storm.zookeeper.topology.auth.payload", SECRET)));
        network = new PeerNetwork(
                new Self("words-1", 1, PeerPair.FIRST_EPOCH),
                WorkerEnd.PLACEMENT,
                config,
                this,
                clock,
                new SplitMix64(seed),
                new Random(seed),
                told);
        end = new WorkerEnd(1, network);
        end.wire();
        network.start(() -> {});
    }

    @Override
    public int listen(Supplier<ChannelHandler> newHandlers) {
        handlers = newHandlers;
        return 1;
    }

    @Override
    public void connect(Peer peer, ChannelHandler handler, Consumer<Throwable> onFailure) {
        throw new AssertionError("worker 1 never connects");
    }

    @Override
    public Executor threadOf(Channel channel) {
        return channel.eventLoop();
    }

    /** A connection that somebody has opened. */
    EmbeddedChannel accept() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setAllocator(allocator);
        channel.pipeline().addLast(handlers.get());
        channel.pipeline().fireChannelActive();
        return channel;
    }

    /** Sends bytes in pieces of random length, as long as the connection is open. */
    void send(EmbeddedChannel channel, byte[] bytes) {
        int sent = 0;
        while (sent < bytes.length && channel.isOpen()) {
            int length = Math.min(bytes.length - sent, 1 + pieces.nextInt(bytes.length));
            channel.writeInbound(allocator.buffer().writeBytes(bytes, sent, length));
            sent += length;
        }
        channel.runPendingTasks();
    }

    /** Gives the other end what this one has to say to it, and the other way round, until both are silent. */
    void talk(EmbeddedChannel channel, RawEnd raw) throws Refusal {
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            byte[] answer;
            try {
                answer = raw.read(out);
            } finally {
                out.release();
            }
            if (answer != null) {
                send(channel, answer);
            }
        }
    }

    /** A connection on which both know each other and executor 0 may send to executors 2 and 3. */
    EmbeddedChannel connected(RawEnd raw) throws Refusal {
        EmbeddedChannel channel = accept();
        send(channel, raw.hello());
        talk(channel, raw);
        send(channel, raw.frame(FrameType.OPEN, 0, new byte[] {0, 0, 0, 2, 0, 0, 0, 3}));
        talk(channel, raw);
        return channel;
    }

    /** How much has been delivered. */
    int delivered() {
        return end.depth(2)
                + end.depth(3)
                + end.acks().size()
                + end.failures().size()
                + end.resets().size();
    }

    /** Bytes in buffers. */
    long usedMemory() {
        return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
    }

    /** Ends a connection and throws away what it had to say. */
    void end(EmbeddedChannel channel) {
        channel.finishAndReleaseAll();
    }

    @Override
    public void close() {
        // Nothing is open but what the test has opened.
    }
}
