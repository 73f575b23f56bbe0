package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gale.worker.transport.Refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final Secret SECRET = new Secret("open sesame".getBytes(StandardCharsets.UTF_8));
    private static final Secret OTHER_SECRET = new Secret("open barley".getBytes(StandardCharsets.UTF_8));
    private static final Self ZERO = new Self("words-1", 0, 5);
    private static final Self ONE = new Self("words-1", 1, 7);

    private long known = 4;
    private final Handshake.Peers peers = new Handshake.Peers() {
        @Override
        public boolean mayConnect(int worker) {
            return worker == 0;
        }

        @Override
        public long knownEpoch(int worker) {
            return known;
        }
    };

    private Handshake connecting(Self self, Secret secret, long seed) {
        return Handshake.connecting(self, secret, peers, new Random(seed), 1, 7);
    }

    private Handshake accepting(Self self, Secret secret, long seed) {
        return Handshake.accepting(self, secret, peers, new Random(seed));
    }

    private static Reason refusalOf(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call).reason();
    }

    @Test
    void shouldOpenWithTheSameSaltAtBothEndsWhenBothKnowTheSecret() throws Refusal {
        // given
        Handshake from = connecting(ZERO, SECRET, 1);
        Handshake to = accepting(ONE, SECRET, 2);

        // when
        byte[] challenge = to.onHello(from.begin(), 5);
        byte[] proof = from.onChallenge(challenge, 7);
        byte[] welcome = to.onProof(proof);
        from.onWelcome(welcome);

        // then
        assertThat(to.peer()).isZero();
        assertThat(to.peerEpoch()).isEqualTo(5);
        assertThat(from.peerEpoch()).isEqualTo(7);
        assertThat(from.salt()).isEqualTo(to.salt()).isNotZero();
        assertThat(from.expected()).isNull();
        assertThat(to.expected()).isNull();
    }

    @Test
    void shouldRefuseAnEndThatConnectsWhenItsSecretIsAnother() throws Refusal {
        Handshake from = connecting(ZERO, OTHER_SECRET, 1);
        Handshake to = accepting(ONE, SECRET, 2);
        byte[] proof = from.onChallenge(to.onHello(from.begin(), 5), 7);

        assertThat(refusalOf(() -> to.onProof(proof))).isEqualTo(Reason.SECRET);
    }

    @Test
    void shouldRefuseAnEndThatHasNoSecret() throws Refusal {
        Handshake from = connecting(ZERO, null, 1);
        Handshake to = accepting(ONE, SECRET, 2);
        byte[] proof = from.onChallenge(to.onHello(from.begin(), 5), 7);

        assertThat(refusalOf(() -> to.onProof(proof))).isEqualTo(Reason.SECRET);
    }

    @Test
    void shouldRefuseAnEndThatAcceptsWhenItSendsBackTheProofThatItGot() throws Refusal {
        Handshake from = connecting(ZERO, SECRET, 1);
        Handshake to = accepting(ONE, OTHER_SECRET, 2);
        byte[] proof = from.onChallenge(to.onHello(from.begin(), 5), 7);

        assertThat(refusalOf(() -> from.onWelcome(proof))).isEqualTo(Reason.SECRET);
    }

    @Test
    void shouldRefuseAProofOfAnEarlierConnection() throws Refusal {
        // given: recorded
        Handshake from = connecting(ZERO, SECRET, 1);
        Handshake to = accepting(ONE, SECRET, 2);
        byte[] hello = from.begin();
        byte[] proof = from.onChallenge(to.onHello(hello, 5), 7);
        to.onProof(proof);

        // when
        Handshake next = accepting(ONE, SECRET, 3);
        next.onHello(hello, 5);

        // then
        assertThat(refusalOf(() -> next.onProof(proof))).isEqualTo(Reason.SECRET);
    }

    @Test
    void shouldNeverSendTheSecret() throws Refusal {
        Handshake from = connecting(ZERO, SECRET, 1);
        Handshake to = accepting(ONE, SECRET, 2);
        byte[] hello = from.begin();
        byte[] challenge = to.onHello(hello, 5);
        byte[] proof = from.onChallenge(challenge, 7);
        byte[] welcome = to.onProof(proof);

        for (byte[] sent : new byte[][] {hello, challenge, proof, welcome}) {
            assertThat(new String(sent, StandardCharsets.ISO_8859_1)).doesNotContain("open sesame");
        }
    }

    @Test
    void shouldRefuseAWorkerOfAnotherTopology() {
        byte[] hello = connecting(new Self("words-2", 0, 5), SECRET, 1).begin();

        assertThat(refusalOf(() -> accepting(ONE, SECRET, 2).onHello(hello, 5))).isEqualTo(Reason.TOPOLOGY);
    }

    @Test
    void shouldRefuseWhoeverWantsAnotherWorkerOrEpochOrIsNotTheOneToConnect() {
        byte[] hello = connecting(ZERO, SECRET, 1).begin();
        byte[] fromTwo = connecting(new Self("words-1", 2, 5), SECRET, 1).begin();

        assertThat(refusalOf(
                        () -> accepting(new Self("words-1", 3, 7), SECRET, 2).onHello(hello, 5)))
                .isEqualTo(Reason.WORKER);
        assertThat(refusalOf(() -> accepting(ONE, SECRET, 2).onHello(fromTwo, 5)))
                .isEqualTo(Reason.WORKER);
        assertThat(refusalOf(
                        () -> accepting(new Self("words-1", 1, 8), SECRET, 2).onHello(hello, 5)))
                .isEqualTo(Reason.OTHER_EPOCH);
    }

    @Test
    void shouldRefuseAnOlderEpochThanIsKnown() throws Refusal {
        // given
        Handshake from = connecting(ZERO, SECRET, 1);
        byte[] hello = from.begin();
        byte[] challenge = accepting(ONE, SECRET, 2).onHello(hello, 5);

        // when
        known = 8;

        // then
        assertThat(refusalOf(() -> accepting(ONE, SECRET, 2).onHello(hello, 5))).isEqualTo(Reason.OLD_EPOCH);
        assertThat(refusalOf(() -> from.onChallenge(challenge, 7))).isEqualTo(Reason.OLD_EPOCH);
    }

    @Test
    void shouldRefuseAnotherVersionWithBothNumbers() {
        byte[] hello = connecting(ZERO, SECRET, 1).begin();
        hello[5] = Hello.VERSION + 1;

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> accepting(ONE, SECRET, 2).onHello(hello, 5));

        assertThat(refusal.reason()).isEqualTo(Reason.VERSION);
        assertThat(refusal)
                .hasMessageContaining("version " + (Hello.VERSION + 1))
                .hasMessageContaining("this one " + Hello.VERSION);
    }

    @Test
    void shouldRefuseAGreetingOfWrongLengthWhateverIsCutOffOrAdded() {
        byte[] hello = connecting(ZERO, SECRET, 1).begin();

        for (int length = 0; length < hello.length + 3; length++) {
            if (length != hello.length) {
                byte[] wrong = Arrays.copyOf(hello, length);
                assertThat(refusalOf(() -> accepting(ONE, SECRET, 2).onHello(wrong, 5)))
                        .isEqualTo(Reason.MALFORMED);
            }
        }
    }
}
