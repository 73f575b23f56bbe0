package dev.gale.worker.transport;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import dev.gale.worker.ack.AckLane;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.transport.Refusal.Reason;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of a worker whose peers are other processes: one connection to each of them.
 *
 * <p>Life: {@code register} and {@link #remote} for all executors; {@link #start}; then run {@link #agent} by the
 * scheduler whose handle was given; {@link #setPeer} whenever something is learnt about a peer; {@link #close}.
 *
 * <p>Threads: executors put what they send into queues; connections' threads move bytes, fill inboxes and ack lanes; the
 * agent connects, pauses and watches.
 */
public final class PeerNetwork implements Network, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);

    /** More connections whose other end hasn't shown who it is aren't kept. */
    private static final int MOST_STRANGERS = 64;

    private final Self self;
    private final Placement placement;
    private final TransportConfig config;
    private final Wires wires;
    private final Clock clock;
    private final RandomGenerator nonces;
    private final PeerListener listener;
    private final RefusalLog refusals;
    private final Inbox[] inboxes;
    private final AckLane[] lanes;
    /** By worker; null for this one. */
    private final Link[] links;

    private final LinkKeeper keeper;
    private final AtomicInteger strangers = new AtomicInteger();
    private final Connection.Owner owner = new ConnectionOwner();
    private final Handshake.Peers peers = new KnownPeers();

    /**
     * @param random for pauses
     * @param nonces for handshakes: unpredictable, and safe for several threads
     */
    public PeerNetwork(
            Self self,
            Placement placement,
            TransportConfig config,
            Wires wires,
            Clock clock,
            SplitMix64 random,
            RandomGenerator nonces,
            PeerListener listener) {
        this.self = self;
        this.placement = placement;
        this.config = config;
        this.wires = wires;
        this.clock = clock;
        this.nonces = nonces;
        this.listener = listener;
        this.refusals = new RefusalLog(LOG, clock);
        this.inboxes = new Inbox[placement.workerOfExecutor().size()];
        this.lanes = new AckLane[placement.workerOfOwner().size()];
        this.links = new Link[placement.workers()];
        for (int worker = 0; worker < links.length; worker++) {
            if (worker != self.worker()) {
                links[worker] = new Link(worker, inboxes.length);
            }
        }
        for (int number = 1; number < lanes.length; number++) {
            if (placement.workerOfOwner().get(number) != self.worker()) {
                lanes[number] =
                        new RemoteAckLane(links[placement.workerOfOwner().get(number)]);
            }
        }
        this.keeper = new LinkKeeper(self, links, config, clock, random, this::dial);
    }

    // --- Network ---

    @Override
    public void register(int executor, Inbox inbox) {
        inboxes[executor] = inbox;
        for (Link link : links) {
            if (link != null) {
                link.addLane(executor, new IncomingLane(executor, inbox, config.window()));
            }
        }
    }

    @Override
    public void register(int number, AckLane lane) {
        lanes[number] = lane;
    }

    @Override
    public Destination local(int executor) {
        return inboxes[executor];
    }

    @Override
    public Destination remote(int executor, TupleCodec codec) {
        int worker = placement.workerOfExecutor().get(executor);
        if (worker == self.worker()) {
            return new EncodingDestination(inboxes[executor], codec);
        }
        Link link = links[worker];
        return new RemoteDestination(link, link.addRemoteExecutor(executor), codec, config.frameMaxBytes());
    }

    @Override
    public AckLane[] ackLanes() {
        return lanes;
    }

    // --- life cycle: one controlling thread ---

    /** Keeps the links up; to be run from {@link #start} to {@link #close}. */
    public Agent agent() {
        return keeper;
    }

    /**
     * Listens from now on.
     *
     * @param agentHandle wakes {@link #agent}
     * @return the port on which peers can connect
     * @throws IOException naming the address, when nothing can listen there
     */
    public int start(AgentHandle agentHandle) throws IOException {
        keeper.setHandle(agentHandle);
        return wires.listen(() -> newConnection(Handshake.accepting(self, config.secret(), peers, nonces)));
    }

    /**
     * Says where a peer is, or with null that nobody knows. A connection to an earlier epoch of it is ended. Any thread.
     */
    public void setPeer(int worker, Peer peer) {
        if (peer != null) {
            Link link = links[worker];
            link.learnEpoch(peer.epoch());
            Connection connection = link.holder();
            if (connection != null && connection.handshake().peerEpoch() < peer.epoch()) {
                connection.refuse(new Refusal(
                        Reason.OLD_EPOCH, "worker " + worker + " has a successor, of epoch " + peer.epoch()));
            }
        }
        keeper.setPeer(worker, peer);
    }

    /** How far the connection to a peer is. Any thread. */
    public LinkState state(int worker) {
        return keeper.state(worker);
    }

    /** Whether there is a connection to every peer: time to start executors. Any thread. */
    public boolean isConnectedToAll() {
        for (Link link : links) {
            if (link != null && keeper.state(link.worker()) != LinkState.CONNECTED) {
                return false;
            }
        }
        return true;
    }

    /** The way to a peer. */
    Link link(int worker) {
        return links[worker];
    }

    /** Ends all connections; the listener is told of those that were open. */
    @Override
    public void close() {
        keeper.stop();
        for (Link link : links) {
            Connection connection = link == null ? null : link.holder();
            if (connection != null) {
                connection.refuse(new Refusal(Reason.STOPPING, "worker " + self.worker() + " stops"));
            }
        }
        wires.close();
    }

    // --- connections ---

    private Connection newConnection(Handshake handshake) {
        return new Connection(owner, handshake, self.epoch(), config.frameMaxBytes());
    }

    private Connection dial(int worker, Peer peer, BiConsumer<Connection, Throwable> onFailure) {
        Connection connection =
                newConnection(Handshake.connecting(self, config.secret(), peers, nonces, worker, peer.epoch()));
        wires.connect(peer, connection, error -> onFailure.accept(connection, error));
        return connection;
    }

    private final class KnownPeers implements Handshake.Peers {
        @Override
        public boolean mayConnect(int worker) {
            return worker >= 0 && worker < self.worker();
        }

        @Override
        public long knownEpoch(int worker) {
            return links[worker].knownEpoch();
        }
    }

    /** On connections' threads. */
    private final class ConnectionOwner implements Connection.Owner {
        @Override
        public void onActive(Connection connection) throws Refusal {
            if (!connection.handshake().isConnecting() && strangers.incrementAndGet() > MOST_STRANGERS) {
                throw new Refusal(
                        Reason.TOO_MANY, "more than " + MOST_STRANGERS + " connections haven't said who they are");
            }
            keeper.onActive(connection);
        }

        @Override
        public Session admit(Connection connection) throws Refusal {
            Link link = links[connection.handshake().peer()];
            link.admit(connection);
            connection.setLink(link);
            if (!connection.handshake().isConnecting()) {
                strangers.decrementAndGet();
            }
            return new Session(link, connection, wires.threadOf(connection.channel()), clock, lanes, inboxes.length);
        }

        @Override
        public void onOpen(Connection connection) {
            Link link = connection.link();
            LOG.info(
                    "{}: connected with worker {} epoch {} at {}",
                    self,
                    link.worker(),
                    connection.handshake().peerEpoch(),
                    connection);
            connection.session().begin();
            // First the way is open, then it is said to be.
            link.open(connection.session());
            listener.onConnected(link.worker());
            keeper.onOpen(connection);
        }

        @Override
        public void onInactive(Connection connection, String why) {
            Link link = connection.link();
            keeper.onInactive(connection);
            if (link == null) {
                if (!connection.handshake().isConnecting()) {
                    strangers.decrementAndGet();
                }
            } else {
                link.shut();
                Session session = connection.session();
                if (session != null) {
                    session.end();
                    LOG.info("{}: the connection with worker {} is lost: {}", self, link.worker(), why);
                    listener.onLost(link.worker(), why);
                }
                // Only now may the next come: listener and keeper hear of the end of this one first.
                link.free();
            }
        }

        @Override
        public void onRefused(Connection connection, Refusal refusal) {
            if (refusal.reason() != Reason.STOPPING) {
                refusals.add(
                        refusal.reason(),
                        self + ": ended the connection with " + connection + ": " + refusal.getMessage());
            }
        }

        @Override
        public void onRefusedByPeer(Connection connection, Reason reason, String text) {
            if (reason != Reason.STOPPING) {
                refusals.add(reason, self + ": " + connection + " ended the connection: " + text);
            }
        }
    }
}
