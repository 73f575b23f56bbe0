package dev.gale.worker.transport;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import dev.gale.worker.transport.Refusal.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the links of a worker up: connects, with growing pauses, where it is this end's turn; ends connections that don't
 * say who they are, or nothing at all. Of two workers the one with the lower number connects.
 *
 * <p>An agent: all its state belongs to the thread that runs it; connections' threads only enqueue.
 */
final class LinkKeeper implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);

    /** After so many pings of silence a connection is ended. */
    private static final int MOST_SILENT_PINGS = 3;

    /** A pause is drawn from its upper half: peers that lost the same worker shouldn't come back all at once. */
    private static final double FIXED_PART_OF_PAUSE = 0.5;

    private static final int MOST_DOUBLINGS = 20;

    /** Makes connections. */
    interface Dialer {
        /**
         * Connects to a peer.
         *
         * @param onFailure told, on any thread, when no connection comes of it
         * @return the connection that is being made
         */
        Connection dial(int worker, Peer peer, BiConsumer<Connection, Throwable> onFailure);
    }

    /** What is done about one peer. */
    private static final class Way {
        private final Link link;
        private final boolean connecting;
        private Peer peer;
        private Connection attempt;
        private int failures;
        /** Whether it has been logged that the peer can't be reached. */
        private boolean complained;

        private long retryAtNs;
        private int silentPings;
        /** Read by any thread. */
        private volatile LinkState state = LinkState.UNKNOWN;

        private Way(Link link, boolean connecting) {
            this.link = link;
            this.connecting = connecting;
        }
    }

    private final Self self;
    private final Clock clock;
    private final SplitMix64 random;
    private final Dialer dialer;
    private final long retryMinNs;
    private final long retryMaxNs;
    private final long handshakeNs;
    private final long pingNs;
    /** By worker; null for this one and where there is none. Added to by the controlling thread, read by all. */
    private final AtomicReferenceArray<Way> ways;

    /** Connections whose other end hasn't shown who it is, with when they are ended. */
    private final Map<Connection, Long> strangers = new LinkedHashMap<>();

    private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    private volatile AgentHandle handle = () -> {};
    private long nextPingNs;
    private boolean stopped;

    /** @param workers their numbers are less than this */
    LinkKeeper(Self self, int workers, TransportConfig config, Clock clock, SplitMix64 random, Dialer dialer) {
        this.self = self;
        this.clock = clock;
        this.random = random;
        this.dialer = dialer;
        this.retryMinNs = config.retryMin().toNanos();
        this.retryMaxNs = config.retryMax().toNanos();
        this.handshakeNs = config.handshakeTimeout().toNanos();
        this.pingNs = config.ping().toNanos();
        this.ways = new AtomicReferenceArray<>(workers);
        this.nextPingNs = clock.nanoTime() + pingNs;
    }

    /** Says how to wake this agent; before anything happens. */
    void setHandle(AgentHandle newHandle) {
        handle = newHandle;
    }

    /** Keeps a further link from now on. */
    void add(Link link) {
        ways.set(link.worker(), new Way(link, self.worker() < link.worker()));
    }

    /** How far the connection to a peer is. Any thread. */
    LinkState state(int worker) {
        Way way = ways.get(worker);
        return way == null ? LinkState.UNKNOWN : way.state;
    }

    // --- what others tell: any thread ---

    private void enqueue(Runnable event) {
        events.add(event);
        handle.signal();
    }

    void setPeer(int worker, Peer peer) {
        enqueue(() -> onPeer(ways.get(worker), peer));
    }

    void stop() {
        enqueue(() -> stopped = true);
    }

    void onActive(Connection connection) {
        enqueue(() -> strangers.put(connection, clock.nanoTime() + handshakeNs));
    }

    void onOpen(Connection connection) {
        enqueue(() -> {
            strangers.remove(connection);
            Way way = ways.get(connection.handshake().peer());
            way.failures = 0;
            way.complained = false;
            way.silentPings = 0;
            way.state = LinkState.CONNECTED;
        });
    }

    void onInactive(Connection connection) {
        enqueue(() -> {
            strangers.remove(connection);
            int worker = connection.handshake().peer();
            Way way = worker < 0 ? null : ways.get(worker);
            if (way == null) {
                return;
            }
            if (way.attempt == connection) {
                pause(way);
            } else if (connection.link() != null && !way.connecting) {
                way.state = way.peer == null ? LinkState.UNKNOWN : LinkState.WAITING;
            }
        });
    }

    // --- this agent's thread ---

    @Override
    public String name() {
        return "wk-links-" + self.worker();
    }

    @Override
    public int doWork() {
        int work = 0;
        for (Runnable event = events.poll(); event != null; event = events.poll()) {
            event.run();
            work++;
        }
        if (stopped) {
            return work;
        }
        long nowNs = clock.nanoTime();
        for (int worker = 0; worker < ways.length(); worker++) {
            Way way = ways.get(worker);
            if (way != null && way.state == LinkState.PAUSING && nowNs - way.retryAtNs >= 0) {
                connect(way);
                work++;
            }
        }
        work += endSlowStrangers(nowNs);
        if (nowNs - nextPingNs >= 0) {
            ping();
            nextPingNs = nowNs + pingNs;
            work++;
        }
        return work;
    }

    @Override
    public long nextDeadlineNs() {
        if (stopped) {
            return NEVER;
        }
        long next = nextPingNs;
        for (int worker = 0; worker < ways.length(); worker++) {
            Way way = ways.get(worker);
            if (way != null && way.state == LinkState.PAUSING) {
                next = Math.min(next, way.retryAtNs);
            }
        }
        for (long deadlineNs : strangers.values()) {
            next = Math.min(next, deadlineNs);
        }
        return next;
    }

    private void onPeer(Way way, Peer peer) {
        boolean moved = peer == null || !peer.equals(way.peer);
        way.peer = peer;
        if (way.state == LinkState.CONNECTED || way.state == LinkState.CONNECTING || !moved) {
            return;
        }
        if (peer == null) {
            way.state = LinkState.UNKNOWN;
        } else if (way.connecting) {
            // What went wrong at another place says nothing about this one.
            way.failures = 0;
            way.complained = false;
            way.retryAtNs = clock.nanoTime();
            way.state = LinkState.PAUSING;
        } else {
            way.state = LinkState.WAITING;
        }
    }

    private void connect(Way way) {
        way.state = LinkState.CONNECTING;
        int worker = way.link.worker();
        way.attempt =
                dialer.dial(worker, way.peer, (attempt, error) -> enqueue(() -> onConnectFailed(way, attempt, error)));
    }

    private void onConnectFailed(Way way, Connection attempt, Throwable error) {
        if (way.attempt != attempt) {
            return;
        }
        if (!way.complained) {
            way.complained = true;
            LOG.info(
                    "{}: can't connect to worker {} at {}, and goes on trying: {}",
                    self,
                    way.link.worker(),
                    way.peer,
                    error.getMessage());
        }
        pause(way);
    }

    private void pause(Way way) {
        way.attempt = null;
        if (way.peer == null) {
            way.state = LinkState.UNKNOWN;
            return;
        }
        long longest = Math.min(retryMaxNs, retryMinNs << Math.min(MOST_DOUBLINGS, way.failures));
        double part = FIXED_PART_OF_PAUSE + (1 - FIXED_PART_OF_PAUSE) * random.nextDouble();
        way.failures++;
        way.retryAtNs = clock.nanoTime() + (long) (longest * part);
        way.state = LinkState.PAUSING;
    }

    private int endSlowStrangers(long nowNs) {
        int ended = 0;
        for (Map.Entry<Connection, Long> stranger : strangers.entrySet()) {
            if (nowNs - stranger.getValue() >= 0) {
                stranger.getKey()
                        .refuse(
                                new Refusal(
                                        Reason.TOO_SLOW,
                                        "the other end didn't say in time who it is; see worker.transport.handshake.timeout.millis"));
                ended++;
            }
        }
        if (ended > 0) {
            strangers.values().removeIf(deadlineNs -> nowNs - deadlineNs >= 0);
        }
        return ended;
    }

    private void ping() {
        for (int worker = 0; worker < ways.length(); worker++) {
            Way way = ways.get(worker);
            Connection connection = way == null ? null : way.link.holder();
            Session session = way == null ? null : way.link.session();
            if (connection == null || session == null) {
                continue;
            }
            way.silentPings = connection.takeHeard() ? 0 : way.silentPings + 1;
            if (way.silentPings >= MOST_SILENT_PINGS) {
                way.silentPings = 0;
                connection.refuse(new Refusal(Reason.SILENT, "nothing came for " + MOST_SILENT_PINGS + " pings"));
            } else {
                session.send(FrameType.PING, new byte[0]);
            }
        }
    }
}
