package dev.gale.worker.transport;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Machines joined by pipes in place of sockets, for simulations: the same protocol, but bytes move only when {@link
 * #agent} is run, in pieces of random length, after a delay, and not at all between machines that are cut off from each
 * other. Confined to one thread, that of a deterministic scheduler.
 */
public final class SimulatedWires {
    private static final int PORT = 6700;
    private static final int MOST_BYTES_A_PIECE = 4096;
    /** Things that nobody signals, such as a connection that is closed from outside, are seen at the next poll. */
    private static final long POLL_NS = Duration.ofMillis(1).toNanos();

    private record Piece(long arrivesNs, ByteBuf bytes) {}

    /** One direction of a connection. */
    private final class Lane {
        private final String sender;
        private final EmbeddedChannel from;
        private final String receiver;
        private final EmbeddedChannel to;
        private final Deque<Piece> underWay = new ArrayDeque<>();

        private Lane(String sender, EmbeddedChannel from, String receiver, EmbeddedChannel to) {
            this.sender = sender;
            this.from = from;
            this.receiver = receiver;
            this.to = to;
        }

        private int move(long nowNs) {
            return (frozen.contains(sender) ? 0 : send(nowNs)) + (frozen.contains(receiver) ? 0 : receive(nowNs));
        }

        private int send(long nowNs) {
            int work = 0;
            while (from.hasPendingTasks()) {
                from.runPendingTasks();
                work++;
            }
            for (ByteBuf out = from.readOutbound(); out != null; out = from.readOutbound()) {
                while (out.isReadable()) {
                    int length = Math.min(out.readableBytes(), 1 + random.nextInt(MOST_BYTES_A_PIECE));
                    underWay.add(new Piece(nowNs + delayNs, out.readRetainedSlice(length)));
                }
                out.release();
                work++;
            }
            return work;
        }

        private int receive(long nowNs) {
            int work = 0;
            while (!underWay.isEmpty() && underWay.peek().arrivesNs <= nowNs) {
                ByteBuf bytes = underWay.remove().bytes;
                if (to.isOpen()) {
                    to.writeInbound(bytes);
                } else {
                    bytes.release();
                }
                work++;
            }
            if (!from.isOpen() && underWay.isEmpty() && to.isOpen()) {
                ChannelFuture unused = to.close();
                work++;
            }
            return work;
        }

        private void drop() {
            underWay.forEach(piece -> piece.bytes.release());
            underWay.clear();
            for (ByteBuf out = from.readOutbound(); out != null; out = from.readOutbound()) {
                out.release();
            }
        }
    }

    /** A connection. */
    private record Pipe(String connecting, String accepting, Lane there, Lane back) {
        private boolean joins(String one, String other) {
            return (connecting.equals(one) && accepting.equals(other))
                    || (connecting.equals(other) && accepting.equals(one));
        }

        private boolean ends(String host) {
            return connecting.equals(host) || accepting.equals(host);
        }

        private boolean isOver() {
            return !there.from.isOpen()
                    && !back.from.isOpen()
                    && !there.from.hasPendingTasks()
                    && !back.from.hasPendingTasks();
        }

        private void breakOff() {
            there.drop();
            back.drop();
            ChannelFuture unused = there.from.close();
            ChannelFuture unusedToo = back.from.close();
        }
    }

    private record Attempt(String from, Peer peer, ChannelHandler handler, Consumer<Throwable> onFailure) {}

    private final Clock clock;
    private final SplitMix64 random;
    private final Mover mover = new Mover();
    private final Map<String, Supplier<ChannelHandler>> listening = new HashMap<>();
    private final List<Pipe> pipes = new ArrayList<>();
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private final Set<Set<String>> cut = new HashSet<>();
    private final Set<String> frozen = new HashSet<>();
    private AgentHandle handle = () -> {};
    private long delayNs;
    private long refusedAttempts;

    public SimulatedWires(Clock clock, SplitMix64 random) {
        this.clock = clock;
        this.random = random;
    }

    /** Moves the bytes; to be run by the scheduler that gave the handle. */
    public Agent agent() {
        return mover;
    }

    public void setHandle(AgentHandle newHandle) {
        handle = newHandle;
    }

    /** How long bytes take from now on; what is under way keeps its time. */
    public void setDelay(Duration delay) {
        delayNs = delay.toNanos();
    }

    /** The wires of a machine; peers connect to it by that name and any port. */
    public Wires of(String host) {
        return new Machine(host, PORT);
    }

    /** The wires of one process of several on a host, to be cut and frozen under the name {@code host:port}. */
    public Wires of(String host, int port) {
        return new Machine(host + ":" + port, port);
    }

    /** Stops a machine in the midst of what it does: it neither sends nor hears, and its connections stay. */
    public void freeze(String name) {
        frozen.add(name);
    }

    /** Ends a {@link #freeze}. */
    public void thaw(String name) {
        frozen.remove(name);
        handle.signal();
    }

    /** Breaks the connections between two machines and lets no new one come to be. */
    public void cut(String one, String other) {
        cut.add(Set.of(one, other));
        pipes.stream().filter(pipe -> pipe.joins(one, other)).forEach(Pipe::breakOff);
        handle.signal();
    }

    /** How often somebody has tried to connect in vain. */
    public long refusedAttempts() {
        return refusedAttempts;
    }

    /** Ends a {@link #cut}. */
    public void heal(String one, String other) {
        cut.remove(Set.of(one, other));
    }

    private final class Machine implements Wires {
        private final String name;
        private final int port;

        private Machine(String name, int port) {
            this.name = name;
            this.port = port;
        }

        @Override
        public int listen(Supplier<ChannelHandler> handlers) throws IOException {
            if (listening.putIfAbsent(name, handlers) != null) {
                throw new IOException("there is somebody listening on " + name + " already");
            }
            return port;
        }

        @Override
        public void connect(Peer peer, ChannelHandler handler, Consumer<Throwable> onFailure) {
            attempts.add(new Attempt(name, peer, handler, onFailure));
            handle.signal();
        }

        @Override
        public Executor threadOf(Channel channel) {
            return task -> {
                channel.eventLoop().execute(task);
                handle.signal();
            };
        }

        @Override
        public void close() {
            listening.remove(name);
            attempts.removeIf(attempt -> attempt.from.equals(name));
            pipes.stream().filter(pipe -> pipe.ends(name)).forEach(Pipe::breakOff);
            handle.signal();
        }
    }

    private final class Mover implements Agent {
        @Override
        public String name() {
            return "wires";
        }

        @Override
        public int doWork() {
            int work = 0;
            for (int left = attempts.size(); left > 0; left--) {
                Attempt attempt = attempts.remove();
                if (frozen.contains(attempt.from) || frozen.contains(target(attempt.peer))) {
                    attempts.add(attempt);
                } else {
                    connect(attempt);
                    work++;
                }
            }
            long nowNs = clock.nanoTime();
            for (Pipe pipe : List.copyOf(pipes)) {
                work += pipe.there.move(nowNs) + pipe.back.move(nowNs);
            }
            pipes.removeIf(pipe -> {
                if (pipe.isOver()) {
                    pipe.breakOff();
                    return true;
                }
                return false;
            });
            return work;
        }

        @Override
        public long nextDeadlineNs() {
            long next = NEVER;
            for (Pipe pipe : pipes) {
                for (Lane lane : List.of(pipe.there, pipe.back)) {
                    if (!lane.underWay.isEmpty() && !frozen.contains(lane.receiver)) {
                        next = Math.min(next, lane.underWay.peek().arrivesNs);
                    }
                }
            }
            return next;
        }

        @Override
        public long idlePollNs() {
            return POLL_NS;
        }

        private String target(Peer peer) {
            return listening.containsKey(peer.host()) ? peer.host() : peer.host() + ":" + peer.port();
        }

        private void connect(Attempt attempt) {
            String target = target(attempt.peer);
            Supplier<ChannelHandler> handlers = listening.get(target);
            if (handlers == null || cut.contains(Set.of(attempt.from, target))) {
                refusedAttempts++;
                attempt.onFailure.accept(new ConnectException("nobody can be reached at " + attempt.peer));
                return;
            }
            EmbeddedChannel accepted = new EmbeddedChannel(handlers.get());
            EmbeddedChannel connected = new EmbeddedChannel(attempt.handler);
            pipes.add(new Pipe(
                    attempt.from,
                    target,
                    new Lane(attempt.from, connected, target, accepted),
                    new Lane(target, accepted, attempt.from, connected)));
        }
    }
}
