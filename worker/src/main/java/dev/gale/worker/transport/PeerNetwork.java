package dev.gale.worker.transport;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.TreeMarks;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.transport.Refusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
    private final TransportConfig config;
    private final Wires wires;
    private final Clock clock;
    private final RandomGenerator nonces;
    private final PeerListener listener;
    private final RefusalLog refusals;
    private final Inbox[] inboxes;
    private final AckLane[] lanes;
    /** By worker; null for this one and where there is none. Added to by the controlling thread, read by all. */
    private final AtomicReferenceArray<Link> links;
    /** By executor; null where nobody here sends to. */
    private final RemoteExecutor[] remotes;
    /** Written by the controlling thread. */
    private volatile Placement placement;

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
        this.links = new AtomicReferenceArray<>(inboxes.length);
        this.remotes = new RemoteExecutor[inboxes.length];
        this.keeper = new LinkKeeper(self, inboxes.length, config, clock, random, this::dial);
        placement.workerOfExecutor().forEach(this::linkTo);
        for (int number = 1; number < lanes.length; number++) {
            int worker = placement.workerOfOwner().get(number);
            if (worker != self.worker()) {
                RemoteAckLane lane = new RemoteAckLane(number, self.worker());
                lane.moveTo(linkTo(worker));
                lanes[number] = lane;
            }
        }
    }

    /** The way to a worker, made if there is none yet; null for this worker and for none. */
    private Link linkTo(int worker) {
        if (worker == ExecutorPlan.NOWHERE || worker == self.worker()) {
            return null;
        }
        Link link = links.get(worker);
        if (link == null) {
            link = new Link(worker, inboxes.length);
            for (int executor = 0; executor < inboxes.length; executor++) {
                if (inboxes[executor] != null) {
                    link.addLane(executor, new IncomingLane(executor, inboxes[executor], config.window()));
                }
            }
            keeper.add(link);
            links.set(worker, link);
        }
        return link;
    }

    /** All there are. */
    private List<Link> links() {
        return IntStream.range(0, links.length())
                .mapToObj(links::get)
                .filter(Objects::nonNull)
                .toList();
    }

    // --- Network ---

    @Override
    public void register(int executor, Inbox inbox) {
        inboxes[executor] = inbox;
        links().forEach(link -> link.addLane(executor, new IncomingLane(executor, inbox, config.window())));
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
    public Destination remote(int executor, TupleCodec codec, TreeMarks marks) {
        int worker = placement.workerOfExecutor().get(executor);
        if (worker == self.worker()) {
            return new EncodingDestination(inboxes[executor], codec);
        }
        if (remotes[executor] == null) {
            RemoteExecutor remote = new RemoteExecutor(executor);
            remotes[executor] = remote;
            Link link = linkTo(worker);
            remote.moveTo(link);
            if (link != null) {
                List<RemoteExecutor> there = new ArrayList<>(link.remoteExecutors());
                there.add(remote);
                link.setRemoteExecutors(List.copyOf(there));
            }
        }
        return new RemoteDestination(remotes[executor], codec, marks, config.frameMaxBytes());
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
     * Says that executors of other workers have moved. What is sent from now on goes to their new places; a connection
     * with a worker that has other executors than before is ended, to be made anew.
     *
     * @param next where this worker's own executors are what they were
     */
    public void move(Placement next) {
        placement = next;
        next.workerOfExecutor().forEach(this::linkTo);
        Map<Link, List<RemoteExecutor>> there = new HashMap<>();
        for (RemoteExecutor remote : remotes) {
            if (remote != null) {
                Link link = linkTo(next.workerOfExecutor().get(remote.executor()));
                remote.moveTo(link);
                there.computeIfAbsent(link, none -> new ArrayList<>()).add(remote);
            }
        }
        for (int number = 1; number < lanes.length; number++) {
            if (lanes[number] instanceof RemoteAckLane lane) {
                lane.moveTo(linkTo(next.workerOfOwner().get(number)));
                lane.tellOfDropped();
            }
        }
        for (Link link : links()) {
            List<RemoteExecutor> executors = there.getOrDefault(link, List.of());
            if (!Set.copyOf(executors).equals(Set.copyOf(link.remoteExecutors()))) {
                link.setRemoteExecutors(executors);
                Connection connection = link.holder();
                if (connection != null) {
                    connection.refuse(new Refusal(
                            Reason.MOVED, "worker " + link.worker() + " has other executors now; connect anew"));
                }
            }
        }
    }

    /**
     * Says where a peer is, or with null that nobody knows. A connection to an earlier epoch of it is ended. Any thread.
     */
    public void setPeer(int worker, Peer peer) {
        if (peer != null) {
            Link link = links.get(worker);
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
        return placement.workerOfExecutor().stream()
                .filter(worker -> worker != ExecutorPlan.NOWHERE && worker != self.worker())
                .allMatch(worker -> keeper.state(worker) == LinkState.CONNECTED);
    }

    /** The way to a peer. */
    Link link(int worker) {
        return links.get(worker);
    }

    /** Ends all connections; the listener is told of those that were open. */
    @Override
    public void close() {
        keeper.stop();
        for (Link link : links()) {
            Connection connection = link.holder();
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
            return worker >= 0 && worker < self.worker() && links.get(worker) != null;
        }

        @Override
        public long knownEpoch(int worker) {
            return links.get(worker).knownEpoch();
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
            Link link = links.get(connection.handshake().peer());
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
            for (AckLane lane : lanes) {
                if (lane instanceof RemoteAckLane remote && remote.worker() == link.worker()) {
                    remote.tellOfDropped();
                }
            }
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
            if (!refusal.reason().isExpected()) {
                refusals.add(
                        refusal.reason(),
                        self + ": ended the connection with " + connection + ": " + refusal.getMessage());
            }
        }

        @Override
        public void onRefusedByPeer(Connection connection, Reason reason, String text) {
            if (!reason.isExpected()) {
                refusals.add(reason, self + ": " + connection + " ended the connection: " + text);
            }
        }
    }
}
