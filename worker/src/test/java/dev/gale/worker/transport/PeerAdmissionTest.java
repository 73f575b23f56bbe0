package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.worker.Await;
import dev.gale.worker.report.CapturedLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who may connect, for how long, and what becomes of those who may not; over sockets and over pipes. */
class PeerAdmissionTest {
    private static final Map<String, Object> SECRET = Map.of("storm.zookeeper.topology.auth.payload", "open sesame");
    private static final Map<String, Object> OTHER = Map.of("storm.zookeeper.topology.auth.payload", "open barley");
    private static final int ATTEMPTS = 20;

    private static long refusals(CapturedLog log, String part) {
        return log.messages().stream().filter(message -> message.contains(part)).count();
    }

    @Test
    void shouldConnectWhenBothEndsHaveTheSameSecret() {
        try (SocketPair pair = SocketPair.of(SocketWires.Io.best(), SECRET)) {
            pair.awaitConnected();
        }
    }

    @Test
    void shouldNeverConnectWhenTheSecretsDiffer() {
        try (CapturedLog log = new CapturedLog(PeerNetwork.class);
                SocketPair pair = new SocketPair(SocketWires.Io.best())) {
            // when
            pair.run(1, PeerPair.FIRST_EPOCH, SECRET);
            pair.run(0, PeerPair.FIRST_EPOCH, OTHER);
            pair.until(() -> refusals(log, "doesn't know the same secret") >= 2, () -> "" + log.messages());

            // then: both ends say so
            assertThat(log.messages())
                    .anyMatch(line -> line.contains("worker 1") && line.contains("ended the connection with"))
                    .anyMatch(line -> line.contains("worker 0") && line.contains("ended the connection: "))
                    .noneMatch(line -> line.contains("open sesame") || line.contains("open barley"));
            assertThat(pair.told[0].events()).isEmpty();
            assertThat(pair.told[1].events()).isEmpty();
            assertThat(pair.isConnected()).isFalse();
        }
    }

    @Test
    void shouldLogManyRefusalsOfAKindInOneLine() {
        try (CapturedLog log = new CapturedLog(PeerNetwork.class)) {
            // given
            SimulatedPair pair = SimulatedPair.of(3, Map.of());
            pair.awaitConnected();
            pair.kill(0);
            pair.until(() -> pair.told[1].events().contains("lost 0"), () -> "not lost");

            // when: an old one comes again and again
            pair.run(0, PeerPair.FIRST_EPOCH - 1, Map.of());
            pair.networks[0].setPeer(1, new Peer("host-1", 1, PeerPair.FIRST_EPOCH));
            pair.advance(Duration.ofSeconds(5));

            // then
            assertThat(refusals(log, "worker 1 epoch 5: ended the connection")).isEqualTo(1);

            // when
            pair.advance(Duration.ofSeconds(10));

            // then
            assertThat(log.messages()).anyMatch(line -> line.matches(".*\\(and \\d\\d+ more of this kind before\\)"));
            pair.close();
        }
    }

    @Test
    void shouldRefuseAnOlderEpochAndEndTheConnectionOfOneThatHasASuccessor() {
        SimulatedPair pair = SimulatedPair.of(4, Map.of());
        pair.awaitConnected();

        // when: somebody else is worker 0 now
        pair.networks[1].setPeer(0, new Peer("host-0", 1, PeerPair.FIRST_EPOCH + 1));
        pair.settle();

        // then: and the one before doesn't come back
        assertThat(pair.told[1].events()).containsExactly("connected 0", "lost 0");
        assertThat(pair.told[0].events()).containsExactly("connected 1", "lost 1");
        assertThat(pair.isConnected()).isFalse();

        // when
        pair.kill(0);
        pair.run(0, PeerPair.FIRST_EPOCH + 1, Map.of());
        pair.networks[0].setPeer(1, new Peer("host-1", 1, PeerPair.FIRST_EPOCH));
        pair.awaitConnected();

        // then
        assertThat(pair.told[1].events()).containsExactly("connected 0", "lost 0", "connected 0");
        pair.close();
    }

    @Test
    void shouldLetASuccessorInWhenTheConnectionOfItsPredecessorStillSeemsOpen() {
        SimulatedPair pair = SimulatedPair.of(5, Map.of());
        pair.awaitConnected();

        // when: it has vanished without a word, and its successor runs elsewhere
        PeerNetwork vanished = pair.networks[0];
        pair.make(0, PeerPair.FIRST_EPOCH + 1, Map.of(), config -> pair.wires.of("host-2"));
        pair.runMade(0);
        pair.networks[0].setPeer(1, new Peer("host-1", 1, PeerPair.FIRST_EPOCH));
        pair.awaitConnected();

        // then
        assertThat(pair.told[1].events()).containsExactly("connected 0", "lost 0", "connected 0");
        assertThat(vanished.state(1)).isNotEqualTo(LinkState.CONNECTED);
        pair.stop(vanished);
        pair.close();
    }

    @Test
    void shouldWaitForAPeerOfTheEpochThatIsExpected() {
        SimulatedPair pair = SimulatedPair.of(6, Map.of());
        pair.awaitConnected();
        pair.kill(1);
        pair.run(1, PeerPair.FIRST_EPOCH + 1, Map.of());

        // when: worker 0 hasn't heard of it
        pair.settle();

        // then
        assertThat(pair.isConnected()).isFalse();

        // when
        pair.networks[0].setPeer(1, new Peer("host-1", 1, PeerPair.FIRST_EPOCH + 1));

        // then
        pair.awaitConnected();
        pair.close();
    }

    @Test
    void shouldTryAgainWithGrowingPausesWhenAPeerCanNotBeReached() {
        try (CapturedLog log = new CapturedLog(LinkKeeper.class)) {
            SimulatedPair pair = SimulatedPair.of(
                    7, Map.of("storm.messaging.netty.min_wait_ms", 100, "storm.messaging.netty.max_wait_ms", 1600));
            pair.awaitConnected();
            pair.wires.cut("host-0", "host-1");
            pair.settle();

            // when
            long attemptsBefore = pair.wires.refusedAttempts();
            pair.advance(Duration.ofMinutes(1));

            // then: a pause is from 0.8 to 1.6 s now
            assertThat(pair.wires.refusedAttempts() - attemptsBefore).isBetween(60_000L / 1600, 60_000L / 800 + 1);
            assertThat(log.messages()).hasSize(1).first().asString().contains("can't connect to worker 1");
            assertThat(pair.networks[0].state(1)).isEqualTo(LinkState.PAUSING);
            assertThat(pair.networks[1].state(0)).isEqualTo(LinkState.WAITING);

            // when
            pair.wires.heal("host-0", "host-1");

            // then
            pair.awaitConnected();
            pair.close();
        }
    }

    @Test
    void shouldEndAConnectionFromWhichNothingComes() {
        SimulatedPair pair = SimulatedPair.of(8, Map.of("worker.transport.ping.millis", 100));
        pair.awaitConnected();
        pair.advance(Duration.ofMinutes(1));
        assertThat(pair.told[0].events()).containsExactly("connected 1");

        // when: bytes take for ever
        pair.wires.setDelay(Duration.ofDays(1));
        pair.advance(Duration.ofMillis(500));

        // then
        assertThat(pair.told[0].events()).contains("lost 1");
        assertThat(pair.told[1].events()).contains("lost 0");
        pair.wires.setDelay(Duration.ZERO);
        pair.close();
    }

    @Test
    void shouldEndConnectionsOfStrangersAndGoOn() throws IOException {
        try (CapturedLog log = new CapturedLog(PeerNetwork.class);
                SocketPair pair = SocketPair.of(SocketWires.Io.best(), SECRET)) {
            pair.awaitConnected();
            Random random = new Random(1);
            for (int i = 0; i < ATTEMPTS; i++) {
                try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), pair.ports[1])) {
                    byte[] bytes = new byte[Frames.HEAD_BYTES + random.nextInt(10_000)];
                    random.nextBytes(bytes);
                    stranger.getOutputStream().write(bytes);
                    // then: the other end closes it
                    awaitEnd(stranger);
                }
            }
            pair.first().emit(0, 2, "still");
            pair.first().flush();
            pair.until(() -> pair.second().received(2).contains("still"), () -> "nothing came");
            assertThat(pair.told[1].events()).containsExactly("connected 0");
            assertThat(refusals(log, "no frames of a Gale worker")).isEqualTo(1);
        }
    }

    @Test
    void shouldEndAConnectionThatDoesNotSayInTimeWhoItIs() throws IOException {
        try (SocketPair pair = SocketPair.of(SocketWires.Io.best(), SECRET);
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), pair.ports[1])) {
            pair.awaitConnected();

            // when: only the clock of the workers goes on
            Thread clock = new Thread(() -> {
                while (!Thread.interrupted()) {
                    pair.step();
                }
            });
            clock.start();

            // then
            awaitEnd(silent);
            clock.interrupt();
            Await.end(clock);
        }
    }

    private static void awaitEnd(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            int read = in.read();
            while (read >= 0) {
                read = in.read();
            }
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }
}
