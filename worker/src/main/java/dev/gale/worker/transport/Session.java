package dev.gale.worker.transport;

import dev.gale.kernel.time.Clock;
import dev.gale.worker.ack.AckBatch;
import dev.gale.worker.ack.AckLane;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.ack.Loss;
import dev.gale.worker.ack.RootId;
import dev.gale.worker.transport.Refusal.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What goes over one connection once both ends have shown who they are. Executors' threads put frames into its queues;
 * the connection's thread empties them: grants first, then acks and failures, then tuples as long as the connection takes
 * them, one flush for all. What comes in goes into inboxes and ack lanes on the connection's thread.
 *
 * <p>Tuples can't pile up: there are as many as there was credit. Acks are bounded by the tuples in flight. When it has
 * ended, everything that is still in it is dropped.
 */
final class Session {
    private static final int BYTES_PER_ACK = 2 * Long.BYTES;
    private static final int BYTES_PER_MARK = 2 * Long.BYTES;
    private static final int BYTES_OF_LOSS = 2 * Integer.BYTES;
    private static final int BYTES_PER_GRANT = Integer.BYTES + Long.BYTES;
    private static final int FIRST_ACK_BYTES = BYTES_PER_ACK * AckBatch.CAPACITY;
    /** An ack frame that has become so long is sent before the next batch is added. */
    private static final int ENOUGH_ACK_BYTES = 32 * 1024;
    /** So many bytes of tuples are written before acks have their turn again; with TLS nothing else bounds them. */
    private static final int MOST_TUPLE_BYTES = 128 * 1024;
    /** So many batches of acks are enough for a write of their own. */
    private static final int MOST_HELD_ACKS = 8;
    /** So often the queues are looked into again before other connections of the thread have their turn. */
    private static final int MOST_ROUNDS = 16;

    private final Link link;
    private final Connection connection;
    private final Executor thread;
    private final ByteBufAllocator allocator;
    private final Clock clock;
    private final AckLane[] lanes;

    /** To whom tuples go by this connection, whatever moves later. */
    private final List<RemoteExecutor> remotes;
    /** By executor; null where nobody here sends to. */
    private final Credit[] credits;
    /** By executor; null where the peer doesn't send to. */
    private final IncomingLane.Grant[] grants;

    private final Queue<IncomingLane.Grant> dueGrants = new ConcurrentLinkedQueue<>();
    /** Batches of acks, and frames. */
    private final Queue<Object> urgent = new ConcurrentLinkedQueue<>();

    /** Batches of acks for which the connection's thread hasn't been told to look yet; of all threads that report. */
    private final AtomicInteger heldAcks = new AtomicInteger();

    private final Queue<ByteBuf> tuples = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Runnable drain = this::drain;
    private volatile boolean ended;

    /** Spreads contributions that come in over the spout executors here. */
    private final AckSender incomingAcks;

    private boolean acksCame;

    /**
     * @param thread runs what is to be done on the connection's thread
     * @param lanes by owner; those of this worker are used
     */
    Session(Link link, Connection connection, Executor thread, Clock clock, AckLane[] lanes, int executors) {
        this.link = link;
        this.connection = connection;
        this.thread = thread;
        this.allocator = connection.allocator();
        this.clock = clock;
        this.lanes = lanes;
        this.credits = new Credit[executors];
        this.grants = new IncomingLane.Grant[executors];
        this.incomingAcks = new AckSender(lanes, link.worker());
        this.remotes = link.remoteExecutors();
        for (RemoteExecutor remote : remotes) {
            credits[remote.executor()] = new Credit();
        }
    }

    // --- out: any thread ---

    /** Null when tuples to that executor don't go by this connection. */
    Credit credit(int executor) {
        return credits[executor];
    }

    /** Sends tuples, at the next {@link #push} or when something else is sent; the caller has taken credit for them. */
    void send(int executor, byte[] encoded, int length) {
        ByteBuf frame = Frames.begin(allocator, length).writeBytes(encoded, 0, length);
        tuples.add(Frames.finish(frame, FrameType.TUPLES, executor));
        if (ended) {
            // Perhaps nobody looks any more.
            discard();
        }
    }

    /** Sends what was given since the last call. */
    void push() {
        // Else they have left with something else.
        if (!tuples.isEmpty()) {
            schedule();
        }
    }

    /**
     * Sends contributions, at the next {@link #pushAcks} or when something else is sent; the batch is given back when they
     * are written.
     */
    void send(AckBatch batch) {
        urgent.add(batch);
        if (heldAcks.incrementAndGet() >= MOST_HELD_ACKS) {
            pushAcks();
        } else if (ended) {
            // Perhaps nobody looks any more.
            discard();
        }
    }

    /** Sends the contributions that are held back. */
    void pushAcks() {
        if (heldAcks.get() > 0) {
            heldAcks.set(0);
            if (!urgent.isEmpty()) {
                schedule();
            }
        }
    }

    /** Sends a frame before all tuples that wait. */
    void send(FrameType type, byte[] body) {
        urgent.add(Frames.of(allocator, type, 0, body));
        schedule();
    }

    void onGrantDue(IncomingLane.Grant grant) {
        dueGrants.add(grant);
        schedule();
    }

    private void schedule() {
        if (ended) {
            // Perhaps nobody looks any more.
            discard();
        } else if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            try {
                thread.execute(drain);
            } catch (RejectedExecutionException threadEnded) {
                // With the thread the connection has gone.
                discard();
            }
        }
    }

    // --- out: the connection's thread ---

    /** Says to whom tuples will go. */
    void begin() {
        ByteBuffer body = ByteBuffer.allocate(remotes.size() * Integer.BYTES);
        remotes.forEach(remote -> body.putInt(remote.executor()));
        send(FrameType.OPEN, body.array());
    }

    /** Writes what waits, as much as the connection takes. */
    void drain() {
        if (ended) {
            discard();
            return;
        }
        for (int round = 0; round < MOST_ROUNDS && isSomethingToWrite(); round++) {
            writeGrants();
            writeUrgent();
            writeTuples();
            connection.flush();
        }
        scheduled.set(false);
        if (isSomethingToWrite()) {
            schedule();
        }
    }

    private boolean isSomethingToWrite() {
        return !dueGrants.isEmpty() || (connection.isWritable() && !(urgent.isEmpty() && tuples.isEmpty()));
    }

    private void writeGrants() {
        IncomingLane.Grant grant = dueGrants.poll();
        if (grant == null) {
            return;
        }
        ByteBuf frame = Frames.begin(allocator, 4 * BYTES_PER_GRANT);
        while (grant != null) {
            frame.writeInt(grant.executor()).writeLong(grant.announce());
            grant = dueGrants.poll();
        }
        connection.write(Frames.finish(frame, FrameType.CREDIT, 0));
    }

    private void writeUrgent() {
        ByteBuf acks = null;
        while (connection.isWritable()) {
            Object next = urgent.poll();
            if (next == null) {
                break;
            }
            if (next instanceof AckBatch batch) {
                writeMarks(batch);
                if (acks == null && batch.size() > 0) {
                    acks = Frames.begin(allocator, FIRST_ACK_BYTES);
                }
                for (int i = 0; i < batch.size(); i++) {
                    acks.writeLong(batch.root(i)).writeLong(batch.edges(i));
                }
                batch.release();
                if (acks != null && acks.readableBytes() >= ENOUGH_ACK_BYTES) {
                    connection.write(Frames.finish(acks, FrameType.ACKS, 0));
                    acks = null;
                }
            } else {
                if (acks != null) {
                    connection.write(Frames.finish(acks, FrameType.ACKS, 0));
                    acks = null;
                }
                connection.write((ByteBuf) next);
            }
        }
        if (acks != null) {
            connection.write(Frames.finish(acks, FrameType.ACKS, 0));
        }
    }

    /** They may overtake acks: what matters is that they come before any loss that is told later. */
    private void writeMarks(AckBatch batch) {
        if (batch.markCount() > 0) {
            ByteBuf marks = Frames.begin(allocator, BYTES_PER_MARK * batch.markCount());
            for (int i = 0; i < batch.markCount(); i++) {
                marks.writeLong(batch.markedRoot(i)).writeLong(batch.markedWorkers(i));
            }
            connection.write(Frames.finish(marks, FrameType.MARKS, 0));
        }
    }

    private void writeTuples() {
        int bytes = 0;
        while (bytes < MOST_TUPLE_BYTES && connection.isWritable()) {
            ByteBuf frame = tuples.poll();
            if (frame == null) {
                return;
            }
            bytes += frame.readableBytes();
            connection.write(frame);
        }
    }

    /** Nothing is sent any more. */
    void end() {
        ended = true;
        discard();
    }

    private void discard() {
        for (ByteBuf frame = tuples.poll(); frame != null; frame = tuples.poll()) {
            frame.release();
        }
        for (Object next = urgent.poll(); next != null; next = urgent.poll()) {
            if (next instanceof AckBatch batch) {
                batch.release();
            } else {
                ((ByteBuf) next).release();
            }
        }
        dueGrants.clear();
    }

    // --- in: the connection's thread ---

    void onFrame(FrameType type, int subject, byte[] body) throws Refusal {
        switch (type) {
            case TUPLES -> onTuples(subject, body);
            case ACKS -> onAcks(body);
            case MARKS -> onMarks(body);
            case LOST -> onLost(body);
            case CREDIT -> onCredit(body);
            case FAIL -> onFail(Signals.decodeFail(body));
            case RESET_TIMEOUT -> onResetTimeout(Signals.decodeRoot(body));
            case OPEN -> onOpen(body);
            case PING -> {}
            default -> throw new Refusal(Reason.MALFORMED, "a frame " + type + " came when the connection was open");
        }
    }

    /** All that could be read for now has been. */
    void onReadComplete() {
        if (acksCame) {
            acksCame = false;
            incomingAcks.flush();
        }
    }

    private void onOpen(byte[] body) throws Refusal {
        if (body.length % Integer.BYTES != 0) {
            throw new Refusal(Reason.MALFORMED, "a list of executors of " + body.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        while (in.hasRemaining()) {
            int executor = in.getInt();
            IncomingLane lane = link.lane(executor);
            if (lane == null) {
                throw new Refusal(
                        Reason.EXECUTOR,
                        "executor " + executor + " isn't here; this worker was given another assignment");
            }
            if (grants[executor] != null) {
                throw new Refusal(Reason.MALFORMED, "executor " + executor + " was announced before");
            }
            grants[executor] = lane.open(this);
            dueGrants.add(grants[executor]);
        }
        drain();
    }

    private void onTuples(int executor, byte[] body) throws Refusal {
        if (executor < 0 || executor >= grants.length || grants[executor] == null) {
            throw new Refusal(Reason.EXECUTOR, "tuples for executor " + executor + ", which weren't announced");
        }
        link.lane(executor).onTuples(body, clock.nanoTime());
    }

    private void onAcks(byte[] body) throws Refusal {
        if (body.length == 0 || body.length % BYTES_PER_ACK != 0) {
            throw new Refusal(Reason.MALFORMED, "acks of " + body.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        acksCame = true;
        while (in.hasRemaining()) {
            long root = in.getLong();
            checkOwner(root);
            incomingAcks.add(root, in.getLong());
        }
    }

    private void onMarks(byte[] body) throws Refusal {
        if (body.length == 0 || body.length % BYTES_PER_MARK != 0) {
            throw new Refusal(Reason.MALFORMED, "marks of " + body.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        acksCame = true;
        while (in.hasRemaining()) {
            long root = in.getLong();
            checkOwner(root);
            incomingAcks.mark(root, in.getLong());
        }
    }

    private void onLost(byte[] body) throws Refusal {
        if (body.length != BYTES_OF_LOSS) {
            throw new Refusal(Reason.MALFORMED, "a loss of " + body.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        int owner = in.getInt();
        int worker = in.getInt();
        checkOwner(owner);
        if (worker < 0) {
            throw new Refusal(Reason.MALFORMED, "a loss of worker " + worker);
        }
        // What came before it was reported before.
        onReadComplete();
        lanes[owner].lost(new Loss(link.worker(), worker, "it says so"));
    }

    private void onFail(FailSignal signal) throws Refusal {
        checkOwner(signal.root());
        lanes[RootId.owner(signal.root())].fail(signal);
    }

    private void onResetTimeout(long root) throws Refusal {
        checkOwner(root);
        lanes[RootId.owner(root)].resetTimeout(root);
    }

    private void checkOwner(long root) throws Refusal {
        checkOwner(RootId.owner(root));
    }

    private void checkOwner(int owner) throws Refusal {
        if (owner <= 0 || owner >= lanes.length || lanes[owner] == null || lanes[owner] instanceof RemoteAckLane) {
            throw new Refusal(
                    Reason.EXECUTOR,
                    "there is no spout executor of number " + owner
                            + " here; this worker was given another assignment");
        }
    }

    private void onCredit(byte[] body) throws Refusal {
        if (body.length % BYTES_PER_GRANT != 0) {
            throw new Refusal(Reason.MALFORMED, "grants of " + body.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        while (in.hasRemaining()) {
            int executor = in.getInt();
            long limit = in.getLong();
            if (executor < 0 || executor >= credits.length || credits[executor] == null) {
                throw new Refusal(Reason.EXECUTOR, "a grant for executor " + executor + ", which nobody asked for");
            }
            credits[executor].raise(limit);
        }
        for (RemoteExecutor remote : remotes) {
            if (credits[remote.executor()].isLeft()) {
                remote.signalWaiting();
            }
        }
    }
}
