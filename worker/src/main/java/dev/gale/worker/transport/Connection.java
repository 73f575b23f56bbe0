package dev.gale.worker.transport;

import dev.gale.worker.transport.Refusal.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * One connection, from its first byte to its end: first the handshake, then a {@link Session}. Its methods are called on
 * the connection's thread, but for {@link #refuse}, {@link #close} and {@link #takeHeard}.
 */
final class Connection extends ChannelInboundHandlerAdapter implements FrameReader.Receiver {
    /** Whom a connection belongs to. Its methods are called on the connection's thread. */
    interface Owner {
        /**
         * There is a connection, and nobody knows yet with whom.
         *
         * @throws Refusal when there are too many of that kind
         */
        void onActive(Connection connection) throws Refusal;

        /**
         * The other end has shown who it is.
         *
         * @throws Refusal when it may not come now
         */
        Session admit(Connection connection) throws Refusal;

        /** Both ends know each other; tuples may go. */
        void onOpen(Connection connection);

        /** The connection is gone. */
        void onInactive(Connection connection, String why);

        /** This end has ended a connection for a reason. */
        void onRefused(Connection connection, Refusal refusal);

        /** The other end has said why it ends the connection. */
        void onRefusedByPeer(Connection connection, Reason reason, String text);
    }

    /** Longer texts of strangers are cut. */
    private static final int MOST_TEXT_BYTES = 500;
    /** For what isn't tuples: acks, grants, failures, lists of executors. */
    private static final int MOST_OTHER_BYTES = 1 << 20;

    private final Owner owner;
    private final Handshake handshake;
    private final long ownEpoch;
    private final int mostTupleBytes;
    private final FrameReader reader = new FrameReader();
    private ChannelHandlerContext context;
    private Session session;
    private Link link;
    private int nextNumber;
    private long salt;
    /** Nothing that comes is read any more. */
    private boolean ended;

    private String why = "closed by the other end or the network";
    /** Set on the connection's thread, taken by the one that watches for silence. */
    private volatile boolean heard;

    Connection(Owner owner, Handshake handshake, long ownEpoch, int mostTupleBytes) {
        this.owner = owner;
        this.handshake = handshake;
        this.ownEpoch = ownEpoch;
        this.mostTupleBytes = mostTupleBytes;
    }

    Handshake handshake() {
        return handshake;
    }

    ByteBufAllocator allocator() {
        return context.alloc();
    }

    Channel channel() {
        return context.channel();
    }

    /** Null as long as the handshake goes on. */
    Session session() {
        return session;
    }

    /** The link whose session this connection carries. */
    void setLink(Link newLink) {
        link = newLink;
    }

    Link link() {
        return link;
    }

    /** Whether something has come since the last call; by the thread that watches for silence. */
    boolean takeHeard() {
        boolean was = heard;
        heard = false;
        return was;
    }

    // --- out ---

    boolean isWritable() {
        return context.channel().isWritable();
    }

    void write(ByteBuf frame) {
        // A failure comes as an exception of the connection.
        ChannelFuture unused = context.write(Frames.stamp(frame, nextNumber++, ownEpoch, salt), context.voidPromise());
    }

    void flush() {
        context.flush();
    }

    private void send(FrameType type, byte[] body) {
        write(Frames.of(allocator(), type, 0, body));
        flush();
    }

    /** Ends the connection and tells the other end why. Any thread. */
    void refuse(Refusal refusal) {
        if (context.executor().inEventLoop()) {
            refuseHere(refusal);
        } else {
            context.executor().execute(() -> refuseHere(refusal));
        }
    }

    private void refuseHere(Refusal refusal) {
        if (ended) {
            return;
        }
        ended = true;
        why = refusal.getMessage();
        owner.onRefused(this, refusal);
        if (context.channel().isActive()) {
            if (session != null && refusal.reason() == Reason.STOPPING) {
                // What has been handed over until now, acks above all, still goes out.
                session.drain();
            }
            byte[] text = refusal.getMessage().getBytes(StandardCharsets.UTF_8);
            byte[] body = new byte[1 + Math.min(MOST_TEXT_BYTES, text.length)];
            body[0] = refusal.reason().code();
            System.arraycopy(text, 0, body, 1, body.length - 1);
            send(FrameType.REFUSED, body);
        }
        // Whether it has gone out or not: nobody waits for an end that doesn't read.
        ChannelFuture unused = context.close();
    }

    /** Ends the connection without a word. Any thread. */
    void close() {
        ChannelFuture unused = context.close();
    }

    // --- in ---

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        try {
            owner.onActive(this);
        } catch (Refusal refusal) {
            refuseHere(refusal);
            return;
        }
        if (handshake.isConnecting()) {
            send(FrameType.HELLO, handshake.begin());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!ended) {
                if (!heard) {
                    heard = true;
                }
                reader.read(in, this);
            }
        } catch (Refusal refusal) {
            refuseHere(refusal);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ignored) {
        if (session != null) {
            session.onReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ignored) {
        if (session != null) {
            session.drain();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ignored) {
        ended = true;
        if (session != null) {
            session.onReadComplete();
        }
        owner.onInactive(this, why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ignored, Throwable error) {
        if (!ended) {
            why = String.valueOf(error.getMessage());
            refuseHere(new Refusal(Reason.BROKEN, String.valueOf(error)));
        }
    }

    @Override
    public int mostBytes(FrameType type, long epoch) throws Refusal {
        if (session != null) {
            if (epoch != handshake.peerEpoch() || epoch < link.knownEpoch()) {
                throw new Refusal(
                        Reason.OLD_EPOCH,
                        "a frame of epoch " + epoch + " on a connection of epoch " + handshake.peerEpoch()
                                + "; the latest known of the worker is " + link.knownEpoch());
            }
            return type == FrameType.TUPLES ? mostTupleBytes : MOST_OTHER_BYTES;
        }
        if (type != handshake.expected() && type != FrameType.REFUSED) {
            throw new Refusal(Reason.MALFORMED, "a frame " + type + " came where " + handshake.expected() + " was due");
        }
        return Handshake.MOST_BYTES;
    }

    @Override
    public void onFrame(FrameType type, long epoch, int subject, byte[] body) throws Refusal {
        if (ended) {
            // By a frame before this one that came with it.
            return;
        }
        switch (type) {
            case REFUSED -> onRefusedByPeer(body);
            case HELLO -> send(FrameType.CHALLENGE, handshake.onHello(body, epoch));
            case CHALLENGE -> {
                send(FrameType.PROOF, handshake.onChallenge(body, epoch));
                salt = handshake.salt();
            }
            case PROOF -> {
                byte[] welcome = handshake.onProof(body);
                Session admitted = owner.admit(this);
                send(FrameType.WELCOME, welcome);
                salt = handshake.salt();
                reader.setSalt(salt);
                open(admitted);
            }
            case WELCOME -> {
                handshake.onWelcome(body);
                Session admitted = owner.admit(this);
                reader.setSalt(salt);
                open(admitted);
            }
            default -> session.onFrame(type, subject, body);
        }
    }

    private void open(Session admitted) {
        session = admitted;
        owner.onOpen(this);
    }

    private void onRefusedByPeer(byte[] body) {
        ended = true;
        Reason reason = body.length == 0 ? Reason.BROKEN : Reason.of(body[0]);
        // A stranger's text, which mustn't forge lines of the log.
        String text = new String(
                        body,
                        Math.min(1, body.length),
                        Math.max(0, Math.min(MOST_TEXT_BYTES, body.length - 1)),
                        StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", "?");
        why = "refused by the other end: " + text;
        owner.onRefusedByPeer(this, reason, text);
        ChannelFuture unused = context.close();
    }

    @Override
    public String toString() {
        return context == null ? "nobody yet" : String.valueOf(context.channel().remoteAddress());
    }
}
