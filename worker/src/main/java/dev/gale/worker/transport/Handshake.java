package dev.gale.worker.transport;

import dev.gale.worker.transport.Refusal.Reason;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * How two workers find out that they belong together: {@code HELLO}, {@code CHALLENGE}, {@code PROOF}, {@code WELCOME}.
 * Each end draws random bytes and proves with them that it knows the secret; the end that connects goes first. A value
 * that only both ends know comes out of it, the salt of the connection's checksums, so that frames of one connection
 * have no meaning in another. One for each connection, confined to its thread.
 */
final class Handshake {
    /** What this end knows of its peers. */
    interface Peers {
        /** Whether there is a worker of that number and it is the one that connects to this one. */
        boolean mayConnect(int worker);

        /** The latest epoch that is known of a worker. */
        long knownEpoch(int worker);
    }

    static final int MOST_BYTES = 4096;

    private static final String CONNECTING = "gale-1-connecting";
    private static final String ACCEPTING = "gale-1-accepting";
    private static final String SALT = "gale-1-salt";

    private final Self self;
    private final Secret secret;
    private final Peers peers;
    private final RandomGenerator random;
    private final boolean connecting;
    private int peer;
    private long peerEpoch;
    private byte[] hello;
    private byte[] challenge;
    private FrameType expected;

    private Handshake(Self self, Secret secret, Peers peers, RandomGenerator random, boolean connecting) {
        this.self = self;
        this.secret = Secret.orNone(secret);
        this.peers = peers;
        this.random = random;
        this.connecting = connecting;
    }

    /** For the end that connects to {@code peer}. */
    static Handshake connecting(
            Self self, Secret secret, Peers peers, RandomGenerator random, int peer, long peerEpoch) {
        Handshake handshake = new Handshake(self, secret, peers, random, true);
        handshake.peer = peer;
        handshake.peerEpoch = peerEpoch;
        handshake.expected = FrameType.CHALLENGE;
        return handshake;
    }

    /** For the end that accepts. */
    static Handshake accepting(Self self, Secret secret, Peers peers, RandomGenerator random) {
        Handshake handshake = new Handshake(self, secret, peers, random, false);
        handshake.peer = -1;
        handshake.expected = FrameType.HELLO;
        return handshake;
    }

    boolean isConnecting() {
        return connecting;
    }

    /** The other end; -1 as long as it hasn't said who it is. */
    int peer() {
        return peer;
    }

    long peerEpoch() {
        return peerEpoch;
    }

    /** The only type of frame that may come now. */
    FrameType expected() {
        return expected;
    }

    /** What the end that connects begins with: a {@link FrameType#HELLO}. */
    byte[] begin() {
        hello = new Hello(self.topologyId(), self.worker(), self.epoch(), peer, peerEpoch).encode(nonce());
        return hello;
    }

    private byte[] nonce() {
        byte[] nonce = new byte[Hello.NONCE_BYTES];
        random.nextBytes(nonce);
        return nonce;
    }

    /** Takes in a {@link FrameType#HELLO}; answers with a {@link FrameType#CHALLENGE}. */
    byte[] onHello(byte[] body, long epoch) throws Refusal {
        Hello said = Hello.decode(body);
        if (!said.topologyId().equals(self.topologyId())) {
            throw new Refusal(Reason.TOPOLOGY, "this is a worker of another topology");
        }
        if (said.peer() != self.worker() || !peers.mayConnect(said.worker())) {
            throw new Refusal(
                    Reason.WORKER,
                    "worker " + said.worker() + " wants worker " + said.peer() + ", this is worker " + self.worker());
        }
        if (said.peerEpoch() != self.epoch()) {
            throw new Refusal(
                    Reason.OTHER_EPOCH,
                    "worker " + said.worker() + " wants epoch " + said.peerEpoch() + ", this is epoch " + self.epoch());
        }
        checkEpoch(said.worker(), said.epoch(), epoch);
        peer = said.worker();
        peerEpoch = said.epoch();
        hello = body;
        challenge = new Challenge(self.worker(), self.epoch()).encode(nonce());
        expected = FrameType.PROOF;
        return challenge;
    }

    /** Takes in a {@link FrameType#CHALLENGE}; answers with a {@link FrameType#PROOF}. */
    byte[] onChallenge(byte[] body, long epoch) throws Refusal {
        Challenge said = Challenge.decode(body);
        if (said.worker() != peer) {
            throw new Refusal(Reason.WORKER, "worker " + said.worker() + " answers for worker " + peer);
        }
        checkEpoch(peer, said.epoch(), epoch);
        peerEpoch = said.epoch();
        challenge = body;
        expected = FrameType.WELCOME;
        return secret.proof(CONNECTING, hello, challenge);
    }

    private void checkEpoch(int worker, long saidEpoch, long headEpoch) throws Refusal {
        long known = peers.knownEpoch(worker);
        if (saidEpoch != headEpoch || saidEpoch < known) {
            throw new Refusal(
                    Reason.OLD_EPOCH,
                    "worker " + worker + " comes with epoch " + saidEpoch + ", but epoch " + known + " is known of it");
        }
    }

    /** Takes in a {@link FrameType#PROOF}; answers with a {@link FrameType#WELCOME}, and the other end is known. */
    byte[] onProof(byte[] body) throws Refusal {
        checkProof(body, CONNECTING);
        expected = null;
        return secret.proof(ACCEPTING, hello, challenge);
    }

    /** Takes in a {@link FrameType#WELCOME}; the other end is known now. */
    void onWelcome(byte[] body) throws Refusal {
        checkProof(body, ACCEPTING);
        expected = null;
    }

    private void checkProof(byte[] body, String role) throws Refusal {
        if (!Secret.equal(body, secret.proof(role, hello, challenge))) {
            throw new Refusal(
                    Reason.SECRET,
                    "the other end doesn't know the same secret; set storm.zookeeper.topology.auth.payload to the same"
                            + " text in all workers of a topology");
        }
    }

    /** What the heads of this connection's frames are checked with; when both nonces are known. */
    long salt() {
        return ByteBuffer.wrap(secret.proof(SALT, hello, challenge)).getLong();
    }
}
