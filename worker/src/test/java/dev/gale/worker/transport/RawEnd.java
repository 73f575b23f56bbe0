package dev.gale.worker.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Worker 0 without manners: speaks the protocol as far as the handshake, then sends whatever a test says. */
final class RawEnd {
    /** A frame that came. */
    record Came(FrameType type, List<Byte> body) {}

    static final Self SELF = new Self("words-1", 0, PeerPair.FIRST_EPOCH);

    private final Handshake handshake;
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final FrameReader reader = new FrameReader();
    private final List<Came> came = new ArrayList<>();
    private int number;
    private long salt;

    RawEnd(Secret secret, long peerEpoch, long seed) {
        this.handshake = Handshake.connecting(SELF, secret, new NoPeers(), new Random(seed), 1, peerEpoch);
    }

    private static final class NoPeers implements Handshake.Peers {
        @Override
        public boolean mayConnect(int worker) {
            return false;
        }

        @Override
        public long knownEpoch(int worker) {
            return Long.MIN_VALUE;
        }
    }

    byte[] hello() {
        return frame(FrameType.HELLO, 0, handshake.begin());
    }

    byte[] proof(byte[] challenge, long epoch) throws Refusal {
        byte[] proof = frame(FrameType.PROOF, 0, handshake.onChallenge(challenge, epoch));
        salt = handshake.salt();
        return proof;
    }

    /** The next frame, as it should be. */
    byte[] frame(FrameType type, int subject, byte[] body) {
        return frame(type, subject, body, number++, SELF.epoch(), salt);
    }

    byte[] frame(FrameType type, int subject, byte[] body, int withNumber, long epoch, long withSalt) {
        ByteBuf frame = Frames.stamp(Frames.of(allocator, type, subject, body), withNumber, epoch, withSalt);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        frame.release();
        return bytes;
    }

    int number() {
        return number;
    }

    long salt() {
        return salt;
    }

    /**
     * Reads what the other end has sent; answers a challenge.
     *
     * @return what to send in turn; null when there is nothing
     */
    byte[] read(ByteBuf in) throws Refusal {
        byte[][] answer = new byte[1][];
        reader.read(in, new FrameReader.Receiver() {
            @Override
            public int mostBytes(FrameType type, long epoch) {
                return 1 << 20;
            }

            @Override
            public void onFrame(FrameType type, long epoch, int subject, byte[] body) throws Refusal {
                List<Byte> bytes = new ArrayList<>();
                for (byte each : body) {
                    bytes.add(each);
                }
                came.add(new Came(type, bytes));
                if (type == FrameType.CHALLENGE) {
                    answer[0] = proof(body, epoch);
                } else if (type == FrameType.WELCOME) {
                    reader.setSalt(salt);
                }
            }
        });
        return answer[0];
    }

    List<FrameType> came() {
        return came.stream().map(Came::type).toList();
    }
}
